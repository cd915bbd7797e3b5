#include "storage/text_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "kernel/ensure.hpp"
#include "storage/text_pieces.hpp"
#include "storage/value_list.hpp"

namespace kasane::storage {

namespace {

/// A word that every document holds; see the policy of these tables in row_security.cpp.
constexpr std::string_view every_document = "zall";

void ensure_index_name(std::string_view index) {
    ensure(!index.empty() &&
               index.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos,
           "the name of a text index is of small letters");
}

/// The words of tags, sorted and each once, with spaces between.
std::string tag_words(const MunicipalityCode& municipality, const std::vector<std::string>& tags) {
    std::vector<std::string> words;
    words.reserve(tags.size() + 1);
    words.emplace_back(every_document);
    for (const auto& tag : tags) words.push_back(tag_piece(municipality, tag));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return fmt::format("{}", fmt::join(words, " "));
}

/// One word index serves all municipalities of a SQLite file: each word begins with its own.
const std::string& word_prefix(const MunicipalityCode& municipality) {
    ensure(municipality.text().size() == 6, "the code of a municipality has six digits");
    return municipality.text();
}

// ---- SQLite: FTS5 ------------------------------------------------------------------------------

std::string fts_text(const MunicipalityCode& municipality, std::string_view folded) {
    std::string text;
    for (const auto& piece : pieces_of(folded)) {
        text += word_prefix(municipality);
        text += piece;
        text += ' ';
    }
    return text;
}

std::string fts_tags(const MunicipalityCode& municipality, std::string tags) {
    // "every document" of this municipality, not of the file.
    const auto at = tags.find(every_document);
    tags.insert(at, word_prefix(municipality));
    return tags;
}

struct IndexedDocument {
    std::int64_t place = 0;
    std::string folded;
    std::string tags;
};

std::optional<IndexedDocument> fts_document(Transaction& transaction, std::string_view index,
                                            std::string_view document_id) {
    const auto row = transaction.row<std::int64_t, std::string, std::string>(
        fmt::format("select place, folded, tags from text_index_{}"
                    " where municipality = $1 and document_id = $2",
                    index),
        transaction.municipality(), document_id);
    if (!row) return std::nullopt;
    return IndexedDocument{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row)};
}

void fts_change(Transaction& transaction, std::string_view index, std::string_view command,
                const IndexedDocument& document) {
    const auto& municipality = transaction.municipality();
    if (command == "delete") {
        // The index keeps no copy of the text: it must be told again what it is to forget.
        transaction.execute(
            fmt::format("insert into text_index_{0}_words (text_index_{0}_words, rowid, pieces,"
                        " tags) values ('delete', $1, $2, $3)",
                        index),
            document.place, fts_text(municipality, document.folded),
            fts_tags(municipality, document.tags));
        return;
    }
    transaction.execute(
        fmt::format("insert into text_index_{}_words (rowid, pieces, tags) values ($1, $2, $3)",
                    index),
        document.place, fts_text(municipality, document.folded),
        fts_tags(municipality, document.tags));
}

void fts_put(Transaction& transaction, std::string_view index, std::string_view document_id,
             std::string folded, std::string tags) {
    const auto known = fts_document(transaction, index, document_id);
    if (known && known->folded == folded && known->tags == tags) return;
    // Not "returning place": for one row SQLite would make a table of its own in memory each time.
    auto place = known ? known->place : std::int64_t{0};
    if (known) {
        fts_change(transaction, index, "delete", *known);
        transaction.execute(
            fmt::format("update text_index_{} set folded = $1, tags = $2 where place = $3", index),
            folded, tags, place);
    } else {
        transaction.execute(
            fmt::format("insert into text_index_{} (municipality, document_id, folded, tags)"
                        " values ($1, $2, $3, $4)",
                        index),
            transaction.municipality(), document_id, folded, tags);
        place = transaction.value<std::int64_t>("select last_insert_rowid()");
    }
    fts_change(transaction, index, "insert",
               IndexedDocument{place, std::move(folded), std::move(tags)});
}

std::string fts_query(const MunicipalityCode& municipality, const std::vector<SearchWord>& words,
                      const std::optional<std::vector<std::string>>& tags) {
    std::string query = "pieces : (";
    std::string_view between;
    for (const auto& word : words) {
        std::string_view space;
        query += between;
        query += '"';
        for (const auto& piece : word.pieces) {
            query += std::exchange(space, " ");
            query += word_prefix(municipality);
            query += piece;
        }
        query += word.is_beginning ? "\" *" : "\"";
        between = " AND ";
    }
    query += ')';
    if (!tags) return query;
    query += " AND tags : (";
    between = "";
    for (const auto& tag : *tags) {
        query += std::exchange(between, " OR ");
        query += '"' + tag_piece(municipality, tag) + '"';
    }
    return query + ')';
}

std::vector<TextHit> hits_of(const std::vector<std::tuple<std::string, std::int64_t>>& rows) {
    std::vector<TextHit> hits;
    hits.reserve(rows.size());
    for (const auto& [document_id, place] : rows) hits.push_back({document_id, place});
    return hits;
}

/// Where the newest documents with the words are, newest first.
std::vector<std::int64_t> newest_places(Reader& reader, std::string_view index,
                                        const std::string& query, std::int64_t before,
                                        std::size_t most) {
    std::vector<std::int64_t> places;
    for (const auto& [place] :
         reader.rows<std::int64_t>(fmt::format("select rowid from text_index_{0}_words"
                                               " where text_index_{0}_words match $1 and rowid < $2"
                                               " order by rowid desc limit $3",
                                               index),
                                   query, before, static_cast<std::int64_t>(most))) {
        places.push_back(place);
    }
    return places;
}

bool has_one_of(std::string_view words, const std::set<std::string, std::less<>>& wanted) {
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (wanted.contains(words.substr(0, end))) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

/// Adds those of the documents at these places that carry one of the tags, until there are enough.
void pick_tagged(Reader& reader, std::string_view index, std::span<const std::int64_t> places,
                 const TextSearch& search, std::vector<TextHit>& hits) {
    constexpr std::size_t portion = 128;
    std::set<std::string, std::less<>> wanted;
    for (const auto& tag : *search.tags) wanted.insert(tag_piece(reader.municipality(), tag));
    const auto limit = static_cast<std::size_t>(search.limit);
    while (!places.empty() && hits.size() < limit) {
        const auto here = places.first(std::min(portion, places.size()));
        places = places.subspan(here.size());
        Values bound;
        const auto numbers = bind_list(bound, here, std::identity{});
        for (const auto& [document_id, place, tags] :
             reader.rows_bound<std::string, std::int64_t, std::string>(
                 fmt::format("select document_id, place, tags from text_index_{}"
                             " where place in ({}) order by place desc",
                             index, numbers),
                 bound)) {
            if (hits.size() == limit) break;
            if (has_one_of(tags, wanted)) hits.push_back({document_id, place});
        }
    }
}

/// Two ways, because FTS5 walks through everything that thirty tags hold to find the few documents
/// of a rare word (15 ms among 300,000 names). So the tags of the newest documents with the words
/// are looked at one by one: that finds all of a rare word, and enough of a frequent one for whom
/// many may read. Only where neither is so does the index look for words and tags together.
std::vector<TextHit> fts_find(Reader& reader, std::string_view index,
                              const std::vector<SearchWord>& words, const TextSearch& search) {
    auto before = search.before.value_or(INT64_MAX);
    std::vector<TextHit> hits;
    if (search.tags) {
        const auto query = fts_query(reader.municipality(), words, std::nullopt);
        for (const std::size_t most : {std::size_t{256}, std::size_t{2'048}}) {
            const auto places = newest_places(reader, index, query, before, most);
            pick_tagged(reader, index, places, search, hits);
            const bool enough = std::ssize(hits) == search.limit;
            if (enough || places.size() < most) return hits;
            before = places.back();
        }
    }
    for (auto& [document_id, place] : reader.rows<std::string, std::int64_t>(
             fmt::format(
                 "select document.document_id, document.place from text_index_{0}_words words"
                 " join text_index_{0} document on document.place = words.rowid"
                 " where text_index_{0}_words match $1 and words.rowid < $2"
                 " order by words.rowid desc limit $3",
                 index),
             fts_query(reader.municipality(), words, search.tags), before,
             search.limit - std::ssize(hits))) {
        hits.push_back({std::move(document_id), place});
    }
    return hits;
}

// ---- PostgreSQL: tsvector with GIN -------------------------------------------------------------

std::string vector_of(std::string_view folded, std::string_view tags) {
    std::string text;
    std::size_t place = 0;
    for (const auto& piece : pieces_of(folded)) text += fmt::format("{}:{} ", piece, ++place);
    return text + std::string(tags);
}

std::string ts_query(const MunicipalityCode& municipality, const std::vector<SearchWord>& words,
                     const std::optional<std::vector<std::string>>& tags) {
    std::string query;
    std::string_view between;
    for (const auto& word : words) {
        query += std::exchange(between, " & ");
        query += '(' + fmt::format("{}", fmt::join(word.pieces, " <-> "));
        query += word.is_beginning ? ":*)" : ")";
    }
    if (!tags) return query;
    std::vector<std::string> pieces;
    pieces.reserve(tags->size());
    for (const auto& tag : *tags) pieces.push_back(tag_piece(municipality, tag));
    return fmt::format("{} & ({})", query, fmt::join(pieces, " | "));
}

std::vector<TextHit> ts_find(Reader& reader, std::string_view index,
                             const std::vector<SearchWord>& words, const TextSearch& search) {
    // Row-level security lets no condition of a query reach the word index (`@@` is not leakproof,
    // and only a superuser could call it so). The policy of these tables can: it takes the search
    // from a setting of the transaction. Each search gets a plan of its own, made with its words:
    // 佐藤 is found by reading newest first, a rare name by the word index.
    static_cast<void>(reader.row<std::string, std::string>(
        "select set_config('app.text_query', $1, true),"
        " set_config('plan_cache_mode', 'force_custom_plan', true)",
        ts_query(reader.municipality(), words, search.tags)));
    auto hits = hits_of(reader.rows<std::string, std::int64_t>(
        fmt::format("select document_id, place from text_index_{}"
                    " where municipality = $1 and place < $2 order by place desc limit $3",
                    index),
        reader.municipality(), search.before.value_or(INT64_MAX), search.limit));
    static_cast<void>(
        reader.row<std::string, std::string>("select set_config('app.text_query', '', true),"
                                             " set_config('plan_cache_mode', 'auto', true)"));
    return hits;
}

}  // namespace

void index_document(Transaction& transaction, std::string_view index, std::string_view document_id,
                    std::string_view text, const std::vector<std::string>& tags) {
    ensure_index_name(index);
    auto folded = folded_lines(text);
    auto words = tag_words(transaction.municipality(), tags);
    if (transaction.engine() == Engine::Sqlite) {
        fts_put(transaction, index, document_id, std::move(folded), std::move(words));
        return;
    }
    transaction.execute(
        fmt::format("insert into text_index_{} (municipality, document_id, tags, words)"
                    " values ($1, $2, $3, cast($4 as tsvector))"
                    " on conflict (municipality, document_id) do update"
                    " set tags = excluded.tags, words = excluded.words",
                    index),
        transaction.municipality(), document_id, words, vector_of(folded, words));
}

bool retag_document(Transaction& transaction, std::string_view index, std::string_view document_id,
                    const std::vector<std::string>& tags) {
    ensure_index_name(index);
    auto words = tag_words(transaction.municipality(), tags);
    if (transaction.engine() == Engine::Sqlite) {
        auto known = fts_document(transaction, index, document_id);
        if (!known) return false;
        fts_put(transaction, index, document_id, std::move(known->folded), std::move(words));
        return true;
    }
    return transaction.execute(
               fmt::format("update text_index_{} set tags = $1, words ="
                           " ts_delete(words, string_to_array(tags, ' ')) || cast($1 as tsvector)"
                           " where municipality = $2 and document_id = $3",
                           index),
               words, transaction.municipality(), document_id) == 1;
}

void remove_document(Transaction& transaction, std::string_view index,
                     std::string_view document_id) {
    ensure_index_name(index);
    if (transaction.engine() == Engine::Sqlite) {
        const auto known = fts_document(transaction, index, document_id);
        if (!known) return;
        fts_change(transaction, index, "delete", *known);
    }
    transaction.execute(
        fmt::format("delete from text_index_{} where municipality = $1 and document_id = $2",
                    index),
        transaction.municipality(), document_id);
}

void clear_index(Transaction& transaction, std::string_view index) {
    ensure_index_name(index);
    if (transaction.engine() == Engine::Sqlite) {
        // The words of FTS5 are taken out by what was put in: document by document.
        for (const auto& [document_id] : transaction.rows<std::string>(
                 fmt::format("select document_id from text_index_{} where municipality = $1"
                             " order by place",
                             index),
                 transaction.municipality())) {
            remove_document(transaction, index, document_id);
        }
        return;
    }
    transaction.execute(fmt::format("delete from text_index_{} where municipality = $1", index),
                        transaction.municipality());
}

std::vector<TextHit> find_documents(Reader& reader, std::string_view index,
                                    const TextSearch& search) {
    ensure_index_name(index);
    const auto words = search_words(search.words);
    if (words.empty() || search.limit <= 0 || (search.tags && search.tags->empty())) return {};
    return reader.engine() == Engine::Sqlite ? fts_find(reader, index, words, search)
                                             : ts_find(reader, index, words, search);
}

std::string text_index_schema(std::string_view index, Engine engine) {
    ensure_index_name(index);
    if (engine == Engine::Sqlite) {
        return fmt::format(
            "create table text_index_{0} (place integer primary key, municipality text not null,"
            " document_id text not null, tags text not null, folded text not null,"
            " unique (municipality, document_id)) strict;\n"
            // Six digits of the municipality and four of a character: the words of one character.
            "create virtual table text_index_{0}_words using fts5 (pieces, tags, content='',"
            " columnsize=0, tokenize='ascii', prefix='10');\n",
            index);
    }
    return fmt::format(
        // Called immutable so that the planner sees the words searched for, and so that they are
        // read once and not for each row. They do change from search to search; find_documents
        // therefore has its statement planned each time.
        "create or replace function text_query() returns tsquery language sql immutable"
        " parallel safe as $$ select cast(coalesce(nullif(current_setting('app.text_query', true),"
        " ''), 'zall') as tsquery) $$;\n"
        "create table text_index_{0} (municipality text not null, document_id text not null,"
        " place bigint generated always as identity, tags text not null,"
        " words tsvector not null, primary key (municipality, document_id),"
        " unique (municipality, place));\n"
        // A list of pending words would have to be read by every search.
        "create index text_index_{0}_words on text_index_{0} using gin (words)"
        " with (fastupdate = off);\n",
        index);
}

}  // namespace kasane::storage
