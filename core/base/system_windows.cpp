#include "core/base/system.h"

#include "core/base/file_name.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <fcntl.h>
#include <io.h>
#include <vector>
#include <windows.h>

namespace cnn {
namespace {

namespace fs = std::filesystem;

std::error_code lastCause() {
    return {static_cast<int>(::GetLastError()), std::system_category()};
}

// Closes on every way out.
class Handle {
public:
    explicit Handle(HANDLE handle = INVALID_HANDLE_VALUE) : m_handle(handle) {}
    Handle(Handle&& other) noexcept : m_handle(std::exchange(other.m_handle, INVALID_HANDLE_VALUE)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Handle() {
        if (isOpen()) ::CloseHandle(m_handle);
    }
    bool isOpen() const { return m_handle != INVALID_HANDLE_VALUE; }
    HANDLE operator*() const { return m_handle; }

private:
    HANDLE m_handle;
};

constexpr DWORD shareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

// The whole name of what `path` leads to, over links; of what is not there, its own.
std::wstring finalName(const fs::path& path) {
    const Handle file(
        ::CreateFileW(path.c_str(), 0, shareAll, nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    std::wstring name(32768, L'\0');
    const DWORD size = file.isOpen() ? ::GetFinalPathNameByHandleW(*file, name.data(), 32767, 0) : 0;
    name.resize(size < 32768 ? size : 0);
    return name.empty() ? fs::absolute(path).make_preferred().wstring() : name;
}

fs::path draftPath(const fs::path& target, int number) {
    return target.parent_path() / nameOfBytes(draftName(bytesOfName(target.filename()), number));
}

// Removes the drafts that killed programs have left of this file; one that somebody writes to is shared with nobody.
void sweep(const fs::path& target) {
    constexpr int enough = 4; // names in a row that are not there
    for (int number = 0, missing = 0; number < mostDrafts && missing < enough; ++number) {
        const bool isThere =
            ::DeleteFileW(draftPath(target, number).c_str()) || ::GetLastError() != ERROR_FILE_NOT_FOUND;
        missing = isThere ? 0 : missing + 1;
    }
}

// Who may read and write the file, from the one it replaces: as far as we may say so.
void copyPermissions(const std::wstring& from, HANDLE to) {
    DWORD size = 0;
    ::GetFileSecurityW(from.c_str(), DACL_SECURITY_INFORMATION, nullptr, 0, &size);
    std::vector<unsigned char> permissions(size);
    if (size > 0 && ::GetFileSecurityW(from.c_str(), DACL_SECURITY_INFORMATION, permissions.data(), size, &size))
        ::SetKernelObjectSecurity(to, DACL_SECURITY_INFORMATION, permissions.data());
}

// Nobody can replace a file that somebody has open, even if only to replace it: who saves the same file waits for the
// others, whichever program they are in. A save under another name of it, as a link is, tries more than once.
class Turn {
public:
    // `file`: its whole name; upper and lower case are one. Who takes longer than anybody should is not waited for.
    explicit Turn(std::wstring file) {
        ::CharLowerBuffW(file.data(), static_cast<DWORD>(file.size()));
        const std::wstring name = L"ConvScope saves " + std::to_wstring(std::hash<std::wstring>()(file));
        constexpr DWORD patience = 10000; // milliseconds
        m_mutex = ::CreateMutexW(nullptr, FALSE, name.c_str());
        const DWORD what = m_mutex ? ::WaitForSingleObject(m_mutex, patience) : DWORD{WAIT_FAILED};
        m_isMine = what == WAIT_OBJECT_0 || what == WAIT_ABANDONED; // by a program that was killed
    }
    ~Turn() {
        if (m_isMine) ::ReleaseMutex(m_mutex);
        if (m_mutex) ::CloseHandle(m_mutex);
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    HANDLE m_mutex = nullptr;
    bool m_isMine = false;
};

// The new version until it is whole, beside the file; as long as it is open nobody else can open it. Every step leaves
// its cause for GetLastError.
class Draft {
public:
    explicit Draft(const fs::path& target) : m_target(target.wstring()) {
        for (int number = 0; number < mostDrafts && !m_file.isOpen(); ++number) {
            const fs::path name = draftPath(target, number);
            m_file = open(name, GENERIC_WRITE | DELETE | WRITE_DAC);
            if (!m_file.isOpen() && ::GetLastError() == ERROR_ACCESS_DENIED)
                m_file = open(name, GENERIC_WRITE | DELETE); // on a disk without permissions
            const DWORD cause = ::GetLastError();
            // Another's draft, also one that is just going away.
            constexpr std::array taken{DWORD{ERROR_FILE_EXISTS}, DWORD{ERROR_SHARING_VIOLATION},
                                       DWORD{ERROR_ACCESS_DENIED}};
            if (!m_file.isOpen() && std::ranges::find(taken, cause) == taken.end()) break;
        }
    }
    ~Draft() {
        FILE_DISPOSITION_INFO away{TRUE};
        if (m_file.isOpen() && !m_isTheFile)
            ::SetFileInformationByHandle(*m_file, FileDispositionInfo, &away, sizeof away);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    bool isOpen() const { return m_file.isOpen(); }
    bool write(std::span<const std::string_view> pieces) {
        for (std::string_view bytes : pieces)
            while (!bytes.empty()) {
                DWORD written = 0;
                const DWORD size = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1U << 30U));
                if (!::WriteFile(*m_file, bytes.data(), size, &written, nullptr)) return false;
                bytes.remove_prefix(written);
            }
        copyPermissions(m_target, *m_file);
        return ::FlushFileBuffers(*m_file);
    }
    // At one blow: what had the name before is gone, and the draft is the file. Somebody may just look at the old one;
    // that takes a moment.
    bool becomeTheFile() {
        const std::size_t bytes = m_target.size() * sizeof(wchar_t);
        std::vector<std::byte> memory(sizeof(FILE_RENAME_INFO) + bytes);
        auto* rename = new (memory.data()) FILE_RENAME_INFO{};
        rename->ReplaceIfExists = TRUE;
        rename->FileNameLength = static_cast<DWORD>(bytes);
        std::copy_n(m_target.c_str(), m_target.size() + 1, static_cast<wchar_t*>(rename->FileName));
        constexpr int tries = 50;
        for (int i = 0; i < tries && !m_isTheFile; ++i) {
            if (i > 0) ::Sleep(10);
            m_isTheFile =
                ::SetFileInformationByHandle(*m_file, FileRenameInfo, rename, static_cast<DWORD>(memory.size()));
            const DWORD cause = ::GetLastError();
            if (cause != ERROR_ACCESS_DENIED && cause != ERROR_SHARING_VIOLATION) break;
        }
        return m_isTheFile;
    }

private:
    static Handle open(const fs::path& name, DWORD access) {
        return Handle(::CreateFileW(name.c_str(), access, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
    }

    std::wstring m_target;
    Handle m_file;
    bool m_isTheFile = false;
};

} // namespace

// ---- files ----------------------------------------------------------------------------------------------------------

InputFile::InputFile(const fs::path& path, Links links, std::error_code& cause) {
    if (links == Links::Refused && path.filename().native().find(L':') != std::wstring::npos) {
        cause = std::make_error_code(std::errc::invalid_argument); // a stream of a file
        return;
    }
    // With backup semantics a folder can be opened, too, to be refused by name.
    const DWORD flags =
        FILE_FLAG_BACKUP_SEMANTICS | (links == Links::Refused ? FILE_FLAG_OPEN_REPARSE_POINT : DWORD{0});
    const HANDLE file = ::CreateFileW(path.c_str(), GENERIC_READ, shareAll, nullptr, OPEN_EXISTING, flags, nullptr);
    if (file == INVALID_HANDLE_VALUE) {
        cause = lastCause();
        return;
    }
    FILE_ATTRIBUTE_TAG_INFO about{};
    if (links == Links::Refused && ::GetFileInformationByHandleEx(file, FileAttributeTagInfo, &about, sizeof about) &&
        (about.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) {
        ::CloseHandle(file);
        cause = std::make_error_code(std::errc::too_many_symbolic_link_levels);
        return;
    }
    m_handle = reinterpret_cast<std::intptr_t>(file);
}

InputFile::~InputFile() {
    if (isOpen()) ::CloseHandle(reinterpret_cast<HANDLE>(m_handle));
}

InputFile::Facts InputFile::facts() const {
    auto* file = reinterpret_cast<HANDLE>(m_handle);
    BY_HANDLE_FILE_INFORMATION info{};
    if (::GetFileType(file) != FILE_TYPE_DISK || !::GetFileInformationByHandle(file, &info)) return {};
    return {(info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) == 0,
            std::uint64_t{info.nFileSizeHigh} << 32U | info.nFileSizeLow, info.nNumberOfLinks};
}

std::size_t InputFile::read(std::uint64_t offset, std::span<char> to, std::error_code& cause) const {
    std::size_t done = 0;
    while (done < to.size()) {
        const std::uint64_t at = offset + done;
        OVERLAPPED place{};
        place.Offset = static_cast<DWORD>(at & 0xffffffffU);
        place.OffsetHigh = static_cast<DWORD>(at >> 32U);
        const DWORD size = static_cast<DWORD>(std::min<std::size_t>(to.size() - done, 1U << 30U));
        DWORD count = 0;
        if (!::ReadFile(reinterpret_cast<HANDLE>(m_handle), to.data() + done, size, &count, &place)) {
            if (::GetLastError() != ERROR_HANDLE_EOF) cause = lastCause();
            break;
        }
        if (count == 0) break;
        done += count;
    }
    return done;
}

std::error_code replaceFile(const fs::path& target, std::span<const std::string_view> pieces) {
    // Named by its folder: to ask the file itself for its name opens it, which is for who has the turn.
    const fs::path folder = finalName(target.has_parent_path() ? target.parent_path() : fs::path("."));
    const Turn turn((folder / target.filename()).wstring()); // given back when the draft is closed
    const fs::path file = finalName(target);
    if (const DWORD is = ::GetFileAttributesW(file.parent_path().c_str()); is == INVALID_FILE_ATTRIBUTES)
        return std::make_error_code(std::errc::no_such_file_or_directory);
    else if ((is & FILE_ATTRIBUTE_DIRECTORY) == 0)
        return std::make_error_code(std::errc::not_a_directory);
    sweep(file);
    Draft draft(file);
    return draft.isOpen() && draft.write(pieces) && draft.becomeTheFile() ? std::error_code() : lastCause();
}

std::error_code canMakeFilesIn(const fs::path& folder) {
    const DWORD rights = FILE_ADD_FILE | FILE_TRAVERSE;
    const Handle opened(
        ::CreateFileW(folder.c_str(), rights, shareAll, nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!opened.isOpen()) return lastCause();
    if (fs::is_directory(folder)) return {};
    return std::make_error_code(std::errc::not_a_directory);
}

int openToRead(const fs::path& path) {
    return ::_wopen(path.c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT);
}

bool mayRead(const fs::path& path) {
    constexpr int toRead = 4;
    return ::_waccess(path.c_str(), toRead) == 0;
}

// ---- memory ---------------------------------------------------------------------------------------------------------

void wishLargePages(void*, std::size_t) {} // only for programs with a right of their own

// ---- threads --------------------------------------------------------------------------------------------------------

void giveWay() {
    ::SetThreadPriority(::GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL); // its helpers keep theirs
}

// ---- the terminal ---------------------------------------------------------------------------------------------------

int terminalColumns() {
    CONSOLE_SCREEN_BUFFER_INFO info{};
    if (!::GetConsoleScreenBufferInfo(::GetStdHandle(STD_ERROR_HANDLE), &info)) return 0;
    return info.srWindow.Right - info.srWindow.Left + 1;
}

namespace {

constexpr int standardError = 2;

} // namespace

StderrSilence::StderrSilence() : m_before(::_dup(standardError)) {
    const int nowhere = ::_wopen(L"NUL", _O_WRONLY | _O_NOINHERIT);
    if (nowhere < 0) return;
    if (m_before >= 0) ::_dup2(nowhere, standardError);
    ::_close(nowhere);
}

StderrSilence::~StderrSilence() {
    if (m_before < 0) return;
    ::_dup2(m_before, standardError);
    ::_close(m_before);
}

// ---- the program and who started it ---------------------------------------------------------------------------------

void useUtf8() {
    ::SetConsoleCP(CP_UTF8);
    ::SetConsoleOutputCP(CP_UTF8);
}

fs::path pathInEnvironment(const char* variable) {
    const std::wstring name = nameOfBytes(variable).native();
    std::wstring path(32768, L'\0'); // the longest there is
    path.resize(::GetEnvironmentVariableW(name.c_str(), path.data(), 32768));
    return path;
}

bool hasDisplay() {
    return true;
}

void outliveFileLimit() {}
void outliveClosedPipe() {}

namespace {

std::atomic<InterruptGuard*> guard{nullptr};
std::atomic<bool> interruptWord{false};
std::function<void()>* interruptAct = nullptr;

// Called on a thread of its own. What it returns: whether that was all.
BOOL WINAPI leaveWord(DWORD event) {
    if (!guard) return FALSE;
    const bool first = !interruptWord.exchange(true);
    if (first && interruptAct && *interruptAct) (*interruptAct)();
    // A window that closes ends the program with this return: it waits for its work, which the system bounds.
    if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT) ::Sleep(INFINITE);
    return first ? TRUE : FALSE;
}

} // namespace

InterruptGuard::InterruptGuard(std::function<void()> act) : m_act(std::move(act)) {
    interruptWord = false;
    interruptAct = &m_act;
    guard = this;
    ::SetConsoleCtrlHandler(leaveWord, TRUE);
}

InterruptGuard::~InterruptGuard() {
    ::SetConsoleCtrlHandler(leaveWord, FALSE);
    guard = nullptr;
}

bool InterruptGuard::interrupted() const {
    return interruptWord;
}

} // namespace cnn
