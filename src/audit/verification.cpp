#include "audit/verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "audit/journal_store.hpp"

namespace kasane::audit {
namespace {

constexpr std::int64_t page_size = 1'000;

Verification broken(Finding finding, std::int64_t at, std::int64_t entries, std::string sentence) {
    return {finding, entries, at, std::move(sentence)};
}

/// One walk along the chain. Each step returns what is wrong, or nothing.
class Walk {
public:
    Walk(storage::Reader& rows, const JournalKey& key, const RememberedCheckpoints& remembered)
        : rows_(rows), key_(key), checkpoints_(remembered.checkpoints) {
        std::ranges::stable_sort(checkpoints_, {}, &Checkpoint::seq);
    }

    std::optional<Verification> entries() {
        std::optional<std::int64_t> after;
        for (;;) {
            const auto page = journal_store::entries_after(rows_, after, page_size);
            for (const auto& entry : page) {
                if (auto found = step(entry)) return found;
            }
            if (page.size() < static_cast<std::size_t>(page_size)) return std::nullopt;
            after = page.back().seq;
        }
    }

    std::optional<Verification> end() {
        const auto head = journal_store::head(rows_);
        if (!head && count_ == 0) return std::nullopt;
        if (head && fits(*head) && head->seq == count_ && same_mac(head->mac, last_mac_)) {
            return std::nullopt;
        }
        return broken(Finding::Removed, count_ + 1, count_,
                      fmt::format("記録簿の終わりが、最後に書いた記録と合いません。{}番より後の"
                                  "記録が失われたか、終わりの印が書き換えられています。",
                                  count_));
    }

    std::optional<Verification> outside() {
        if (next_checkpoint_ == checkpoints_.size()) return std::nullopt;
        const auto& newest = checkpoints_.back();
        return broken(Finding::OlderCopy, count_ + 1, count_,
                      fmt::format("データベースは{}番までですが、控えには{}番({})まであります。"
                                  "古い写しに置き換えられたおそれがあります。",
                                  count_, newest.seq, newest.at));
    }

    [[nodiscard]] std::int64_t count() const { return count_; }

private:
    std::optional<Verification> step(const ChainedEntry& entry) {
        const auto expected = count_ + 1;
        if (entry.seq > expected) {
            return broken(Finding::Removed, expected, count_,
                          fmt::format("{}番の記録がありません。", expected));
        }
        if (entry.seq < expected ||
            !same_mac(entry.mac, mac_of(key_, rows_.municipality(), entry))) {
            return changed(entry);
        }
        if (!same_mac(entry.previous_mac, last_mac_)) {
            return broken(
                Finding::Changed, entry.seq, count_,
                fmt::format("{}番の記録が、その前の記録とつながっていません。", entry.seq));
        }
        count_ = entry.seq;
        last_mac_ = entry.mac;
        return compare_with_checkpoints(entry);
    }

    std::optional<Verification> changed(const ChainedEntry& entry) {
        const auto head = journal_store::head(rows_);
        if (count_ == 0 && !(head && fits(*head))) {
            return broken(
                Finding::KeyDoesNotFit, entry.seq, 0,
                "最初の記録も終わりの印も鍵と合いません。鍵ファイルが別のものになっていないか"
                "確かめてください。");
        }
        return broken(
            Finding::Changed, entry.seq, count_,
            fmt::format("{}番の記録が、書かれたときの内容または順番と違います。", entry.seq));
    }

    std::optional<Verification> compare_with_checkpoints(const ChainedEntry& entry) {
        for (; next_checkpoint_ < checkpoints_.size() &&
               checkpoints_[next_checkpoint_].seq <= entry.seq;
             ++next_checkpoint_) {
            const auto& checkpoint = checkpoints_[next_checkpoint_];
            if (same_mac(checkpoint.mac, entry.mac)) continue;
            return broken(
                Finding::OlderCopy, entry.seq, count_,
                fmt::format("{}番の記録が、控え({})と違います。古い写しに置き換えられ、その後に"
                            "書き足されたおそれがあります。",
                            entry.seq, checkpoint.at));
        }
        return std::nullopt;
    }

    [[nodiscard]] bool fits(const Head& head) const {
        return same_mac(head.seal, seal_of(key_, rows_.municipality(), head.seq, head.mac));
    }

    storage::Reader& rows_;
    const JournalKey& key_;
    std::vector<Checkpoint> checkpoints_;
    std::size_t next_checkpoint_ = 0;
    std::int64_t count_ = 0;
    std::string last_mac_{beginning_of_chain};
};

}  // namespace

Verification verify_chain(storage::Reader& rows, const JournalKey& key,
                          const RememberedCheckpoints& remembered) {
    Walk walk(rows, key, remembered);
    if (auto found = walk.entries()) return std::move(*found);
    if (auto found = walk.end()) return std::move(*found);
    if (auto found = walk.outside()) return std::move(*found);
    if (remembered.has_forged_line) {
        return {
            Finding::CheckpointForged, walk.count(), std::nullopt,
            fmt::format("記録簿の{}件は正しくつながっていますが、控えのファイルに鍵と合わない行が"
                        "あります。",
                        walk.count())};
    }
    return {Finding::Whole, walk.count(), std::nullopt,
            fmt::format("記録簿の{}件を確かめました。書き換え、抜け、入れ替えはありません。",
                        walk.count())};
}

Verification Journal::verify(const MunicipalityCode& municipality) const {
    // Read before the snapshot: a checkpoint written afterwards would speak of entries that the
    // snapshot does not have yet.
    const auto remembered = checkpoints_.remembered(municipality);
    std::optional<Verification> found;
    database_.read(
        municipality, [&](storage::Reader& rows) { found = verify_chain(rows, key_, remembered); },
        storage::Rows::Journal);
    ensure(found.has_value(), "a finished walk has a result");
    return std::move(*found);
}

}  // namespace kasane::audit
