#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/html.hpp"
#include "web/patterns.hpp"

namespace kasane::web {

/// One line of the left navigation. Which lines somebody gets is decided by the desk of the day.
struct NavigationEntry {
    std::string key;  ///< compared with PageFrame::current
    std::string label;
    std::string path;
    int waiting = 0;  ///< shown behind the label when there is something
};

/// Where the built style sheet and scripts lie, with their fingerprints.
struct AssetPaths {
    std::string style;
    std::vector<std::string> scripts = {};  ///< ES modules, in order
    std::string icon = {};                  ///< favicon; none when empty
};

/// What is the same on every page of one municipality.
struct Site {
    std::string town;     ///< 「○○町」
    std::string system;   ///< the programme's local name; the second half of every page title
    bool demonstration = false;  ///< shows 「架空のデータ」 on every page and print
    AssetPaths assets;
};

/// Who looks, and what the frame offers to that person.
struct Viewer {
    std::string name;
    std::string desk;
    std::string csrf_token = {};
    std::vector<NavigationEntry> navigation = {};
    std::vector<Link> new_records = {};  ///< 「新しく記録」: 相談受付, 経過記録, つなぎメモ …
    std::vector<Link> account = {};      ///< in the user menu, above サインアウト
    int waiting = 0;                ///< 届いたもの that wait for this person
    std::string waiting_path = "/";       ///< no inbox when empty
    std::string search_path = "/search";  ///< no search box when empty
    std::string sign_out_path = "/sign-out";
};

/// What stands on paper around a page.
struct PrintLine {
    std::string printed_at = {};        ///< 「令和8年11月21日 14:05」
    std::string ground = {};  ///< 「本人同意 (令和8年9月1日〜)」; empty when none is needed
    std::string recipient_number = {};  ///< 配付番号 where material is restricted
};

/// 画面の枠 — everything around the main column.
struct PageFrame {
    Site site;
    Viewer viewer;
    std::string title;  ///< the one h1
    std::string window_title = {};  ///< in place of the title where the h1 names a person
    std::string above_title = {};  ///< a quiet line: 「ケース R8-0123」
    Html beside_title = {};  ///< chips and marks
    Link act = {};  ///< what this page is there to begin; none when its path is empty
    std::string current = {};  ///< key of the navigation entry this page belongs to
    std::vector<Link> breadcrumb = {};  ///< the pages above this one, outermost first
    std::vector<Notice> notices = {};
    std::string ground = {};  ///< 「本人同意 (令和8年9月1日〜)」: shown as a ground line
    Html aside = {};  ///< the context column; none when empty
    std::string aside_label = "この画面に関わること";
    std::string search_text = {};  ///< what stands in the search box
    PrintLine print = {};
};

/// 画面 — a complete page for somebody who is signed in.
[[nodiscard]] Html page(const PageFrame& frame, const Html& main);

/// The frame without header and navigation: sign-in, errors before sign-in, the public pages.
struct BareFrame {
    Site site;
    std::string title;
    std::vector<Notice> notices = {};
    Link way_back = {};  ///< the one link below; none when its path is empty
};
[[nodiscard]] Html bare_page(const BareFrame& frame, const Html& main);

}  // namespace kasane::web
