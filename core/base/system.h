// What only the operating system can do: the one place that knows which one it is. system_posix.cpp and
// system_windows.cpp do it; no other file of the program includes a header of a system.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace cnn {

// ---- files ----------------------------------------------------------------------------------------------------------

// A file that is open to be read from any place in it; closed at the end.
class InputFile {
public:
    enum class Links { Followed, Refused }; // of the last part of the path
    struct Facts {
        bool regular = false;              // no folder, no pipe, no device
        std::uint64_t size = 0, names = 0; // names: as a file has with hard links
    };

    // What is no regular file may be opened, too, and a pipe that nobody writes to does not hang. Not open: `cause`
    // says why, of a link that is refused too_many_symbolic_link_levels.
    InputFile(const std::filesystem::path& path, Links links, std::error_code& cause);
    InputFile(InputFile&& other) noexcept : m_handle(std::exchange(other.m_handle, none)) {}
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    InputFile& operator=(InputFile&&) = delete;
    ~InputFile();

    bool isOpen() const { return m_handle != none; }
    Facts facts() const;
    // Returns how many bytes were there. Fewer than asked for: the file ends, or `cause` says what went wrong.
    std::size_t read(std::uint64_t offset, std::span<char> to, std::error_code& cause) const;

private:
    static constexpr std::intptr_t none = -1;
    std::intptr_t m_handle = none;
};

// In words, the same on every system where it has a common name.
inline std::string wordsOf(const std::error_code& cause) {
    return cause.default_error_condition().message();
}

// Replaces the file `target`, or makes it, by all of the pieces: what saveFile promises. `target` is no link.
std::error_code replaceFile(const std::filesystem::path& target, std::span<const std::string_view> pieces);
// Whether files can be made in this folder.
std::error_code canMakeFilesIn(const std::filesystem::path& folder);

inline constexpr int mostDrafts = 64; // of one file at a time
// The name of a file's draft, in UTF-8: hidden, as ours to be known, and short however long the file's is.
inline std::string draftName(const std::string& name, int number) {
    constexpr std::size_t longest = 100; // bytes
    std::size_t end = longest < name.size() ? longest : name.size();
    while (end > 0 && end < name.size() && (static_cast<unsigned char>(name[end]) & 0xc0U) == 0x80U) --end;
    return "." + name.substr(0, end) + ".convscope" + std::to_string(number);
}

// A file as the C library numbers it, to be read and closed by the caller; below 0: it cannot be opened.
int openToRead(const std::filesystem::path& path);
bool mayRead(const std::filesystem::path& path);

// ---- memory ---------------------------------------------------------------------------------------------------------

// This memory, of whole large pages, is best kept in such: a wish, and where it is not granted nothing is lost.
void wishLargePages(void* memory, std::size_t bytes);

// ---- threads --------------------------------------------------------------------------------------------------------

// From now on the calling thread, and what it starts, works where nobody else wants the processor: what somebody looks
// at or types into comes first. A wish, too.
void giveWay();

// ---- the terminal ---------------------------------------------------------------------------------------------------

// Of the terminal that standard error goes to; 0: it goes to none.
int terminalColumns();
// While it lives, what libraries say on standard error is not seen. It is everybody's: one at a time.
class StderrSilence {
public:
    StderrSilence();
    ~StderrSilence();
    StderrSilence(const StderrSilence&) = delete;
    StderrSilence& operator=(const StderrSilence&) = delete;

private:
    int m_before;
};

// ---- the program and who started it ---------------------------------------------------------------------------------

// Names and words are UTF-8, also where the locale says otherwise.
void useUtf8();
// What a variable of the environment names; empty: nothing.
std::filesystem::path pathInEnvironment(const char* variable);
// Whether there is anything that a window could be shown on.
bool hasDisplay();
// A file beyond the limit, an output that nobody reads any more: an error to be told, not the end of the program.
void outliveFileLimit();
void outliveClosedPipe();

// While it lives, the first Ctrl+C or request to end (SIGINT, SIGTERM) only leaves word; the second does what it always
// did. A terminal that goes may say so (SIGHUP) more than once, and until the end: none of them is to end what is then
// saved. Under nohup it stays ignored. One at a time.
class InterruptGuard {
public:
    // `act` is called once, on another thread. With it, what is ignored stays so: a window that a script has in its
    // background does not close with the script's Ctrl+C.
    explicit InterruptGuard(std::function<void()> act = {});
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

    bool interrupted() const;

private:
    std::function<void()> m_act;
    std::thread m_watcher; // waits for word, where a signal's handler may not act itself
};

} // namespace cnn
