#pragma once

#include <string>
#include <vector>

namespace kasane::tests {

/// What SQLite is asked: the statements of every connection of this process that was opened after
/// the first use, in their order. Two answers that asked the database the same questions took the
/// same way through the program, which no clock could tell as surely.
class StatementTrace {
public:
    /// From now on connections are listened to. Call before the database of the test is opened.
    static void listen();

    /// Notes what is asked during its life. One at a time.
    StatementTrace();
    StatementTrace(const StatementTrace&) = delete;
    StatementTrace& operator=(const StatementTrace&) = delete;
    ~StatementTrace();
    [[nodiscard]] std::vector<std::string> statements() const;

private:
    std::vector<std::string> statements_;
};

}  // namespace kasane::tests
