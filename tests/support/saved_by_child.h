// Processes of a test's own that save files, and are killed meanwhile.
#pragma once

#include "core/base/save_file.h"

#include <chrono>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <filesystem>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// What a function returns in a process of its own; -1 when it was killed.
template<class Work> int inChild(Work work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// From now on this process gets no file without a name, as on file systems that have none. False: it cannot be
// arranged.
inline bool giveUpUnnamedFiles() {
    constexpr std::uint32_t withoutName = O_TMPFILE & ~O_DIRECTORY;
    sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[2])),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, withoutName, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EOPNOTSUPP),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{std::size(rules), rules};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

// Saves a file over and over in another process, which is killed in the middle of it, `kills` times; every second time
// there is an old file to be replaced.
class KillLoop {
public:
    KillLoop(const std::filesystem::path& file, int kills, bool unnamed) : m_file(file), m_unnamed(unnamed) {
        for (int kill = 0; kill < kills && !m_refused; ++kill) once(kill);
    }
    bool refused() const { return m_refused; }
    int neitherOldNorNew() const { return m_torn; }
    int leftByTheKill() const { return m_left; }
    int leftAfterTheNextSave() const { return m_leftForGood; }

private:
    static constexpr std::size_t size = 200000;
    static std::string version(int number) { return std::string(size, static_cast<char>('a' + number % 26)); }

    void once(int kill) {
        if (kill % 2 == 0) std::filesystem::remove(m_file);
        int news[2] = {};
        if (::pipe(news) != 0) return;
        const pid_t child = ::fork();
        if (child == 0) {
            if (!m_unnamed && !giveUpUnnamedFiles()) ::_exit(1);
            for (int i = 0; ::write(news[1], "s", 1) == 1; ++i) cnn::saveFile(m_file, version(i));
            ::_exit(2);
        }
        ::close(news[1]);
        // It has told that it begins: the kill comes a moment later, another one each time.
        char said = 0;
        for (int begun = 0; begun <= kill % 5; ++begun) m_refused = m_refused || ::read(news[0], &said, 1) != 1;
        const auto later = std::chrono::steady_clock::now() + std::chrono::microseconds(kill * 7919 % 3000);
        while (std::chrono::steady_clock::now() < later) continue;
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(news[0]);
        if (!m_refused) look();
    }
    void look() {
        const bool there = std::filesystem::exists(m_file);
        if (there) {
            const std::string found = cnn::readFile(m_file, size * 2);
            m_torn += found.size() == size && found == std::string(size, found[0]) ? 0 : 1;
        }
        m_left += others(there);
        cnn::saveFile(m_file, version(0));
        m_leftForGood += others(true);
    }
    int others(bool there) const {
        const auto all = std::filesystem::directory_iterator(m_file.parent_path());
        return static_cast<int>(std::distance(begin(all), end(all))) - (there ? 1 : 0);
    }

    std::filesystem::path m_file;
    bool m_unnamed, m_refused = false;
    int m_torn = 0, m_left = 0, m_leftForGood = 0;
};
