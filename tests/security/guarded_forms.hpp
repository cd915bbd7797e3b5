#pragma once

#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/written_household.hpp"

namespace kasane::tests {

/// Who fills a form in: whoever may, with the ground it needs.
enum class FormWriter { Worker, Coordinator, Administrator, Officer };

/// What happens when somebody saved the same record meanwhile.
enum class Stale {
    Never,      ///< the form makes something new
    BothTexts,  ///< what is stored now stands beside what was typed
    Moved,      ///< the record went on: what was typed is shown, to be used elsewhere
};

struct GuardedForm {
    std::string_view name;    ///< for the name of the test
    std::string_view page;    ///< where the form stands
    std::string_view action;  ///< the route it is sent to, as it stands in the route table
    Stage stage = Stage::Received;
    FormWriter writer = FormWriter::Worker;
    /// What is entered besides the required fields, which are filled in by themselves. Ids are
    /// written as in addresses, dates as 2026-09-01.
    std::map<std::string_view, std::string_view> filled = {};
    Stale stale = Stale::Never;
    int done = 303;  ///< the answer to a form that is right
    /// Nothing has to be entered.
    bool may_be_empty = false;
};

/// For the messages of gtest.
inline void PrintTo(const GuardedForm& form, std::ostream* out) { *out << form.name; }

/// 入力画面の表 — every form of the program, with what a right one looks like. The walk spoils it field by
/// field. A form route without a line fails.
// NOLINTNEXTLINE(readability-function-size): a table, one line a row
[[nodiscard]] inline const std::vector<GuardedForm>& guarded_forms() {
    using enum Stage;
    using enum FormWriter;
    // clang-format off
    static const std::vector<GuardedForm> table{
        // 相談
        {"inquiry", "/inquiries/new", "/inquiries", Received, Worker,
         {{"person_1_name", "山田 花子"}, {"act", "own_desk"}}},
        {"inquiry_of_a_case", "/inquiries/new?case={case}", "/inquiries", Received, Worker,
         {{"known_persons", "{person}"}, {"act", "own_desk"}}, Stale::Never, 303, true},
        {"screening", "/cases/{case}/screening", "/cases/{case}/screening", Received, Worker,
         {{"act", "own_desk"}}, Stale::Moved, 303, true},

        // ケース
        {"note", "/cases/{case}/timeline", "/cases/{case}/timeline", Accepted, Coordinator},
        {"step_that_ends", "/cases/{case}/steps/close_alone", "/cases/{case}/steps/{event}", Received, Worker,
         {{"companion", "elderly"}}, Stale::Moved},
        {"step_that_goes_on", "/cases/{case}/steps/return_to_network", "/cases/{case}/steps/{event}",
         Accepted, Coordinator, {}, Stale::Moved},
        {"new_person", "/cases/{case}/persons/new", "/cases/{case}/persons", Received, Worker,
         {{"name", "山田 次郎"}}},
        {"person", "/cases/{case}/persons/{person}/edit", "/cases/{case}/persons/{person}/edit", Received, Worker,
         {{"name", "山田 三郎"}}, Stale::BothTexts},

        // 緊急の閲覧
        {"emergency", "/emergencies/new", "/emergencies", Received, Worker,
         {{"case_number", "{number}"}, {"understood", "yes"}}},
        {"emergency_seen", "/emergencies/{opening}", "/emergencies/{opening}/seen", Received, Coordinator,
         {}, Stale::Never, 303, true},
        {"emergency_renewal", "/emergencies/{opening}", "/emergencies/{opening}/renewal", Received, Coordinator,
         {}, Stale::Moved},
        {"emergency_review", "/emergencies/{opening}", "/emergencies/{opening}/review", Received, Officer,
         {}, Stale::Moved},

        // 同意
        {"consent_obtained", "/cases/{case}/consents/new", "/cases/{case}/consents", Accepted, Coordinator,
         {{"status", "obtained"}, {"scopes", "information_sharing"}, {"desks", "disability"},
          {"method", "signature"}, {"explained", "yes"}, {"confirmed", "yes"}}},
        {"consent_missing", "/cases/{case}/consents/new", "/cases/{case}/consents", Accepted, Coordinator,
         {{"status", "not_yet"}, {"reason", "not_approached"}}},
        {"withdrawal", "/cases/{case}/consents/{consent}/withdraw",
         "/cases/{case}/consents/{consent}/withdraw", Consented, Coordinator, {}, Stale::Moved},

        {"evidence", "/cases/{case}/consents/{consent}/evidence", "/cases/{case}/consents/{consent}/evidence",
         Consented, Coordinator, {{"kept_at", "書庫2"}}},
        {"sharing", "/cases/{case}/sharings/new", "/cases/{case}/sharings", Accepted, Coordinator,
         {{"about", "{person}"}, {"desk", "livelihood"}, {"provision", "within_municipality"},
          {"until_on", "2026-12-01"}}},
        {"end_of_sharing", "/cases/{case}/sharings/{sharing}/end", "/cases/{case}/sharings/{sharing}/end",
         Accepted, Coordinator, {}, Stale::Moved},

        // つなぎメモ
        {"memo", "/cases/{case}/memos/new", "/cases/{case}/memos/new", Received, Worker,
         {{"to", "coordination"}, {"reason", "second_opinion"}}},
        {"memo_reply_seen", "/memos/{memo}", "/memos/{memo}/seen", Accepted, Worker, {}, Stale::Never, 303, true},
        {"memo_answer", "/memos/{memo}", "/memos/{memo}", Referred, Coordinator,
         {{"act", "answer"}, {"text", "お返事します。"}}, Stale::Moved},

        // 会議
        {"sitting", "/conferences/new", "/conferences", Received, Coordinator,
         {{"held_on", "2026-09-10"}}},
        {"confirm_minutes", "/conferences/{sitting}/confirm", "/conferences/{sitting}/confirm", Recorded, Coordinator,
         {}, Stale::Moved, 303, true},
        {"agenda_item", "/conferences/{sitting}/items/new?case={case}", "/conferences/{sitting}/items",
         Considered, Coordinator, {{"subjects", "{person}"}}},
        {"cancelled_sitting", "/conferences/{sitting}", "/conferences/{sitting}/cancel", Considered, Coordinator,
         {}, Stale::Moved},
        {"taken_off", "/conference-items/{item}/take-off", "/conference-items/{item}/take-off", Considered,
         Coordinator, {}, Stale::Moved},
        {"members", "/conference-items/{item}", "/conference-items/{item}/members", Considered, Coordinator},
        {"release", "/conference-items/{item}/materials/{material}/release",
         "/conference-items/{item}/materials/{material}/release", Recorded, Coordinator,
         {{"basis", "emergency"}}},
        {"lead", "/cases/{case}/lead", "/cases/{case}/lead", Found, Coordinator},
        {"secrecy_notice", "/conference-items/{item}", "/conference-items/{item}/notice", Considered, Worker,
         {}, Stale::Never, 303, true},
        {"material", "/conference-items/{item}", "/conference-items/{item}/materials", Considered, Coordinator,
         {{"text", "知っていること"}}},
        {"minutes", "/conference-items/{item}", "/conference-items/{item}/minutes", Considered, Coordinator,
         {{"role1_desk", "coordination"}, {"role1_what", "訪問する"}, {"role1_until", "2026-10-01"}},
         Stale::BothTexts},
        {"role", "/conference-roles/{role}/finish", "/conference-roles/{role}/finish", Recorded, Coordinator, {}, Stale::Never, 303, true},

        // アセスメント・プラン・評価
        {"assessment", "/cases/{case}/assessment", "/cases/{case}/assessment", Accepted, Coordinator,
         {{"problems_household", "poverty"}}},
        {"need", "/cases/{case}/need", "/cases/{case}/need", Accepted, Coordinator},
        {"new_plan", "/cases/{case}/plans/new", "/cases/{case}/plans", Planned, Coordinator,
         {{"subjects", "{person}"}, {"row1_goal", "通院する"}, {"row1_due", "2026-12-01"}}},
        {"plan", "/plans/{plan}/edit", "/cases/{case}/plans", Planned, Coordinator,
         {{"row1_goal", "通院する"}, {"row1_due", "2026-12-01"}}, Stale::BothTexts},
        {"decision", "/plans/{plan}", "/plans/{plan}/decision", Found, Coordinator,
         {}, Stale::Moved, 303, true},
        {"monitoring", "/plans/{plan}", "/plans/{plan}/monitorings", Decided, Coordinator},
        {"evaluation", "/cases/{case}/evaluation", "/cases/{case}/evaluation", Decided, Coordinator},
        {"conclusion", "/cases/{case}/conclusion", "/cases/{case}/conclusion", Evaluated, Coordinator,
         {{"conclusion", "replan"}}, Stale::Moved},

        // アウトリーチ
        {"outreach_contact", "/cases/{case}/outreach", "/cases/{case}/outreach", Considered, Coordinator},

        // 利用者
        {"second_factor", "/account/second-factor", "/account/second-factor/begin", Received, Worker,
         {}, Stale::Never, 303, true},
        {"new_account", "/settings/accounts/new", "/settings/accounts", Received, Administrator,
         {{"login", "yamada"}, {"desks", "elderly"}}, Stale::Never, 200},
        {"account", "/settings/accounts/{account}", "/settings/accounts/{account}", Received, Administrator,
         {}, Stale::BothTexts},
        {"password_reset", "/settings/accounts/{account}/password", "/settings/accounts/{account}/password",
         Received, Administrator, {}, Stale::Never, 200, true},
        {"unlock", "/settings/accounts/{account}", "/settings/accounts/{account}/unlock", Received, Administrator,
         {}, Stale::Never, 303, true},
        {"end_of_account", "/settings/accounts/{account}", "/settings/accounts/{account}/end", Received,
         Administrator, {}, Stale::Moved, 303, true},
    };
    // clang-format on
    return table;
}

}  // namespace kasane::tests
