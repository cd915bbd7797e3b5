#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/ground_rules.hpp"
#include "access/scope.hpp"

namespace kasane::access {

/// 閲覧の許可 — proof that a ground is open for something. Only CaseReading makes one, so that a
/// store that asks for a Grant cannot be called without the question having been asked.
class Grant {
public:
    [[nodiscard]] const CaseId& case_id() const noexcept { return case_id_; }
    [[nodiscard]] Category category() const noexcept { return category_; }
    [[nodiscard]] const std::optional<PersonId>& subject() const noexcept { return subject_; }
    [[nodiscard]] Basis basis() const noexcept { return ground_.basis; }
    [[nodiscard]] const Ground& ground() const noexcept { return ground_; }

private:
    friend class CaseReading;
    Grant(CaseId case_id, Category category, std::optional<PersonId> subject, Ground ground)
        : case_id_(std::move(case_id)),
          category_(category),
          subject_(std::move(subject)),
          ground_(std::move(ground)) {}
    CaseId case_id_;
    Category category_;
    std::optional<PersonId> subject_;
    Ground ground_;
};

class CaseReading;
/// What the reader may read of the cases of a list, those without a ground left out.
using CaseReadings = std::map<CaseId, CaseReading>;

/// What one reader may read of one case at this moment. Loaded once per page or act; every piece
/// of the page asks it, and each yes is noted for the journal.
class CaseReading {
public:
    /// Nothing when the reader has no ground at all: the case does not exist for them (404).
    [[nodiscard]] static std::optional<CaseReading> open(Scope& scope, const CaseId& case_id);
    /// The same for the case of a record that was named by its id. A record that nobody has (no
    /// case) is asked for like one without a ground, so that neither the answer nor the time it
    /// takes tells the two apart. Ask before anything else of the record is loaded.
    [[nodiscard]] static std::optional<CaseReading> open(Scope& scope,
                                                         const std::optional<CaseId>& case_id);

    /// All of these that the reader has a ground on, as open would find them one by one, in two
    /// statements. For lists and hits; a case without a ground is missing.
    [[nodiscard]] static CaseReadings open_all(Scope& scope, std::span<const CaseId> cases);

    /// The one question. A yes is a Grant and is noted in the journal of this page.
    [[nodiscard]] std::optional<Grant> may_read(const Item& item);
    /// Whether a yes would come, without reading (for choosing what to offer).
    [[nodiscard]] bool would_allow(const Item& item) const;
    /// A ground for the category about anybody or anything of the case: enough for its head.
    [[nodiscard]] std::optional<Grant> any(Category category);
    /// Persons whose items of the category may be read, whoever wrote them (not own_desk).
    [[nodiscard]] bool shared_about(const PersonId& person, Category category) const;
    /// A ground of that basis is open, whatever the category.
    [[nodiscard]] bool stands_on(Basis basis) const;

    [[nodiscard]] const CaseId& case_id() const noexcept { return case_id_; }
    [[nodiscard]] const std::vector<Ground>& grounds() const noexcept { return grounds_; }
    [[nodiscard]] const std::vector<Concerned>& concerned() const noexcept { return concerned_; }
    /// The bases on which the case is open for this reader, strongest first, with their dates:
    /// 「本人同意 (令和8年9月1日〜)」. For the quiet line at the top of a page.
    [[nodiscard]] std::vector<std::string> ground_line() const;

    /// The same question as SQL, for lists of items of this case: a condition over columns
    /// `category, subject, owner, mark` of the alias, and the values it binds. Parameters $1 and
    /// $2 must be municipality and case; the first free number is `next`. Matches in full what
    /// may_read says (invariant 4); the entries shown are noted with noted().
    struct Filter {
        std::string sql;
        storage::Values values;
    };
    [[nodiscard]] Filter filter(std::string_view alias, int next) const;
    /// Notes items that a filtered query returned.
    void noted(const std::vector<Item>& items);

private:
    CaseReading(Scope& scope, CaseId case_id) : scope_(&scope), case_id_(std::move(case_id)) {}
    Scope* scope_;
    CaseId case_id_;
    std::vector<Ground> grounds_;
    std::vector<Concerned> concerned_;
    std::vector<Category> household_categories_;
};

/// For acts: the case must be open to the actor in that category, otherwise it does not exist.
[[nodiscard]] Result<CaseReading> authorise(Scope& scope, const CaseId& case_id,
                                            Category category = Category::Case);
/// The same for the case of a record that was named by its id; see CaseReading::open.
[[nodiscard]] Result<CaseReading> authorise(Scope& scope, const std::optional<CaseId>& case_id,
                                            Category category = Category::Case);
/// The refusal that says nothing: no such record, or no ground to know of it.
[[nodiscard]] Refusal not_found();

}  // namespace kasane::access
