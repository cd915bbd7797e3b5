#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace kasane::storage {

/// 全文検索 — finding documents by any part of their Japanese text, on both engines alike.
///
/// An index is made by a line `-- @text_index NAME` in a migration. It holds the folded text
/// (kernel/japanese_text.hpp, search_key) cut into pairs of characters, which the engine's own
/// index finds (FTS5, tsvector with GIN): 「訪問」 is one pair, 「生活状況」 three in a row, a single
/// character is met at the beginning of a pair. Words are searched within one line of a document;
/// a family name and a given name on two lines are two words.
///
/// Tags are short words that say who may find a document, such as the holders of a ground. A search
/// names the tags of its reader, and the engine narrows to them before anything is cut off.

/// Puts a document into an index, or renews it; it keeps its place in the order of newness.
/// 16,000 characters of a document are found; what comes behind them is not.
void index_document(Transaction& transaction, std::string_view index, std::string_view document_id,
                    std::string_view text, const std::vector<std::string>& tags);

/// Gives a document other tags, its text staying. Returns false when it is not in the index.
bool retag_document(Transaction& transaction, std::string_view index, std::string_view document_id,
                    const std::vector<std::string>& tags);

void remove_document(Transaction& transaction, std::string_view index,
                     std::string_view document_id);

/// Takes every document of the municipality out of an index, before it is filled anew.
void clear_index(Transaction& transaction, std::string_view index);

/// What is looked for. Every word must occur, in any order.
struct TextSearch {
    std::string words;
    /// Documents with at least one of these tags; an empty list finds nothing. Nothing given:
    /// every document of the municipality (rebuilding, checks by the program itself).
    std::optional<std::vector<std::string>> tags;
    std::int64_t limit = 50;
    /// The place of the last document seen, to go on behind it.
    std::optional<std::int64_t> before;
};

struct TextHit {
    std::string document_id;
    std::int64_t place = 0;  ///< greater is newer; for TextSearch::before
};

/// The documents found, newest first (in the order they came into the index).
[[nodiscard]] std::vector<TextHit> find_documents(Reader& reader, std::string_view index,
                                                  const TextSearch& search);

/// The tables of an index, for the migration that begins it.
[[nodiscard]] std::string text_index_schema(std::string_view index, Engine engine);

}  // namespace kasane::storage
