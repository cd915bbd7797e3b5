#include "web/error_page.hpp"

#include "web/html.hpp"

namespace kasane::web {

ErrorWords error_words(int status) {
    switch (status) {
        case 400:
            return {"送られた内容を読み取れませんでした",
                    "アドレスか送信の内容が途中で壊れた可能性があります。",
                    "前の画面に戻り、もう一度操作してください。"};
        case 403:
            return {
                "この操作はできません", "この画面からの送信と確認できませんでした。",
                "画面を開き直してから、もう一度操作してください。入力中の内容は下書きに残ります。"};
        case 404:
            return {"ページが見つかりません",
                    "アドレスが違うか、見ることのできる記録がありません。",
                    "メニューから目的の画面を開いてください。"};
        case 405:
            return {"この方法では開けません", "このアドレスは別の操作のためのものです。",
                    "メニューから目的の画面を開いてください。"};
        case 413:
            return {"送られた内容が大きすぎます",
                    "一度に送れる大きさを超えたため、受け取りませんでした。何も保存していません。",
                    "前の画面に戻り、添付ファイルを小さくするか、分けて送ってください。"};
        case 415:
            return {"この形式は受け取れません", "画面の入力欄から送られた内容ではありません。",
                    "前の画面に戻り、もう一度操作してください。"};
        case 431:
            return {"アドレスが長すぎます", "アドレスかブラウザーの記憶した情報が大きすぎます。",
                    "ブラウザーのCookieを消すか、メニューから目的の画面を開いてください。"};
        case 503:
            return {
                "ただいま処理できません",
                "保存の仕組みが一時的に使えません。これまでに保存した記録は失われていません。",
                "少し待ってから、もう一度開いてください。送った内容が保存されたか分からないときは、"
                "前の画面に戻ってもう一度送ってください。同じ画面から送り直しても、二重には保存"
                "されません。"};
        default:
            return {
                "うまく処理できませんでした",
                "システムの不具合です。いまの操作は取り消され、保存済みの記録は変わっていません。",
                "続く場合は、下の番号をシステム管理者にお知らせください。"};
    }
}

Response plain_error_page(int status, const Request& request) {
    using namespace tags;
    const auto words = error_words(status);
    const auto number = when(!request.request_id.empty(),
                             [&] { return p("お問い合わせ番号: ", strong(request.request_id)); });
    const auto document =
        html(attr("lang", "ja"),
             head(meta(attr("charset", "utf-8")),
                  meta(attr("name", "viewport"), attr("content", "width=device-width")),
                  title(words.title)),
             body(main(h1(words.title), p(words.explanation), p(words.advice), number,
                       p(a(href("/"), "はじめの画面へ")))));
    return html_page(document, status);
}

}  // namespace kasane::web
