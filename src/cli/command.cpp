#include "cli/command.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <filesystem>
#include <iostream>

#include "kernel/system_reason.hpp"

namespace kasane::cli {

Ending run(int count, const char* const* words, const std::vector<AddCommand>& commands) {
    // A full quota is a fault like a full disk: it must not end the program.
    std::signal(SIGXFSZ, SIG_IGN);
    CLI::App program{"Kasane — 重層的支援体制整備事業のためのケース連携システム", "kasane"};
    program.set_help_flag("--help", "使い方を表示します");
    program.require_subcommand(1);
    auto ending = Ending::Done;
    for (const auto add : commands) add(program, ending);
    try {
        program.parse(count, words);
    } catch (const CLI::CallForHelp&) {
        // The help of the command that was named, not of the whole program.
        const CLI::App* asked = &program;
        while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
        std::cout << asked->help();
        return Ending::Done;
    } catch (const CLI::ParseError& error) {
        std::cerr << "kasane: コマンドの指定が正しくありません。" << error.what()
                  << "\n使い方は kasane --help、各コマンドは kasane <コマンド> --help で"
                     "確認できます。\n";
        return Ending::Misused;
    } catch (const std::filesystem::filesystem_error& fault) {
        std::cerr << "kasane: " << fault.path1().string() << " を使えません ("
                  << system_reason(fault.code().value()) << ")。\n";
        return Ending::Refused;
    } catch (const std::runtime_error& fault) {
        // A CommandRefused, a StorageFault or a file that cannot be used: each says what to do.
        std::cerr << "kasane: " << fault.what() << "\n";
        return Ending::Refused;
    }
    return ending;
}

}  // namespace kasane::cli
