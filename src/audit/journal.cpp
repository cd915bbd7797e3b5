#include "audit/journal.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <utility>

#include "audit/journal_store.hpp"
#include "kernel/ensure.hpp"
#include "kernel/secret_file.hpp"

namespace kasane::audit {
namespace {

constexpr std::int64_t entries_between_checkpoints = 10'000;
constexpr std::int64_t seconds_between_checkpoints = 3'600;

/// Ids and codes one below the other. They never contain a line end.
std::string lines_of(const std::vector<std::string>& items) {
    std::string lines;
    for (const auto& item : items) {
        ensure(item.find('\n') == std::string::npos, "the journal holds ids and codes, one a line");
        if (!lines.empty()) lines += '\n';
        lines += item;
    }
    return lines;
}

template <class IdType>
std::optional<std::string> text_of(const std::optional<IdType>& id) {
    return id ? std::optional(id->text()) : std::nullopt;
}

ChainedEntry columns_of(const Entry& entry, const std::string& at) {
    ChainedEntry columns;
    columns.at = at;
    columns.kind = code_of(entry.kind);
    columns.act = entry.act;
    columns.actor = text_of(entry.actor);
    columns.actor_desk = text_of(entry.actor_desk);
    columns.case_id = text_of(entry.case_id);
    columns.subjects = lines_of(entry.subjects);
    columns.categories = lines_of(entry.categories);
    columns.grounds = lines_of(entry.grounds);
    columns.shown = lines_of(entry.shown);
    columns.details = entry.details;
    columns.request_id = entry.request_id;
    return columns;
}

}  // namespace

/// One caller of record() while its entries are not on disk yet.
struct Journal::Waiting {
    const MunicipalityCode& municipality;
    const std::vector<Entry>& entries;
    bool finished = false;
    bool leads = false;  ///< the one before has finished; this one writes the next group
    std::exception_ptr fault;
    std::condition_variable changed;
};

JournalKey load_or_create_key(const std::string& file) {
    return JournalKey{load_or_create_secret(file)};
}

Journal::Journal(storage::Database& database, const Clock& clock, JournalKey key,
                 std::filesystem::path checkpoints)
    : database_(database),
      clock_(clock),
      key_(std::move(key)),
      checkpoints_(std::move(checkpoints), key_) {}

Head Journal::chain(storage::Transaction& transaction, Head head, const Entry& entry,
                    const std::string& at) const {
    auto columns = columns_of(entry, at);
    columns.seq = head.seq + 1;
    columns.previous_mac = std::move(head.mac);
    columns.mac = mac_of(key_, transaction.municipality(), columns);
    journal_store::insert(transaction, columns);
    head.seq = columns.seq;
    head.mac = std::move(columns.mac);
    return head;
}

void Journal::finish(storage::Transaction& transaction, Head head) const {
    head.seal = seal_of(key_, transaction.municipality(), head.seq, head.mac);
    journal_store::move_head(transaction, head);
    if (!checkpoints_.kept()) return;
    transaction.after_commit([this, municipality = transaction.municipality(),
                              newest = std::move(head)] { note_progress(municipality, newest); });
}

void Journal::append(storage::Transaction& transaction, const std::vector<Entry>& entries) const {
    if (entries.empty()) return;
    const auto at = clock_.now().text();
    auto head = journal_store::hold_head(transaction);
    for (const auto& entry : entries) head = chain(transaction, std::move(head), entry, at);
    finish(transaction, std::move(head));
}

void Journal::write_group(const MunicipalityCode& municipality,
                          const std::vector<const Waiting*>& group) const {
    database_.write(
        municipality,
        [&](storage::Transaction& transaction) {
            const auto at = clock_.now().text();
            auto head = journal_store::hold_head(transaction);
            for (const auto* waiting : group) {
                for (const auto& entry : waiting->entries) {
                    head = chain(transaction, std::move(head), entry, at);
                }
            }
            finish(transaction, std::move(head));
            return storage::Outcome::Commit;
        },
        storage::Rows::Journal);
}

// One caller leads: it writes whatever is queued for its municipality in one transaction. Those
// who arrive meanwhile queue up; the first of them leads the next group. Nobody waits for more.
void Journal::record(const MunicipalityCode& municipality, const std::vector<Entry>& entries) {
    if (entries.empty()) return;
    Waiting mine{municipality, entries, false, false, nullptr, {}};
    std::unique_lock lock(mutex_);
    queue_.push_back(&mine);
    if (writing_) {
        mine.changed.wait(lock, [&] { return mine.finished || mine.leads; });
    }
    if (!mine.finished) {
        writing_ = true;
        std::vector<Waiting*> group;
        std::erase_if(queue_, [&](Waiting* each) {
            if (each->municipality != municipality) return false;
            group.push_back(each);
            return true;
        });
        lock.unlock();
        std::exception_ptr fault;
        try {
            write_group(municipality, {group.begin(), group.end()});
        } catch (...) {
            fault = std::current_exception();
        }
        lock.lock();
        // Under the lock: a caller that was told goes away together with what it waited on.
        for (auto* each : group) {
            each->finished = true;
            each->fault = fault;
            if (each != &mine) each->changed.notify_one();
        }
        writing_ = !queue_.empty();
        if (writing_) {
            queue_.front()->leads = true;
            queue_.front()->changed.notify_one();
        }
    }
    lock.unlock();
    if (mine.fault) std::rethrow_exception(mine.fault);
}

void Journal::note_progress(const MunicipalityCode& municipality, const Head& head) const {
    const auto now = clock_.now();
    {
        const std::lock_guard lock(noted_mutex_);
        auto [noted, is_first] = noted_.try_emplace(municipality, Noted{head.seq, now});
        const bool due =
            !is_first && (head.seq >= noted->second.seq + entries_between_checkpoints ||
                          now >= noted->second.at.plus_seconds(seconds_between_checkpoints));
        if (!due) return;
        noted->second = Noted{head.seq, now};
    }
    checkpoints_.append(municipality, Checkpoint{head.seq, head.mac, now.text()});
}

void Journal::checkpoint(const MunicipalityCode& municipality) const {
    if (!checkpoints_.kept()) return;
    std::optional<Head> head;
    database_.read(
        municipality, [&](storage::Reader& rows) { head = journal_store::head(rows); },
        storage::Rows::Journal);
    if (!head || head->seq == 0) return;
    const auto now = clock_.now();
    {
        const std::lock_guard lock(noted_mutex_);
        noted_[municipality] = Noted{head->seq, now};
    }
    checkpoints_.append(municipality, Checkpoint{head->seq, head->mac, now.text()});
}

}  // namespace kasane::audit
