// Runs something in a process of its own, with bounds on what it may use: it may even end by a signal.
#pragma once

#include "tests/support/instrumented.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

class Forked {
public:
    Forked() {
        void* shared = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        m_shared = shared == MAP_FAILED ? nullptr : new (shared) Shared;
    }
    ~Forked() {
        if (m_shared) ::munmap(m_shared, sizeof(Shared));
    }
    Forked(const Forked&) = delete;
    Forked& operator=(const Forked&) = delete;

    // Within the process: what begins now, with so many seconds of processor time of its own.
    void begin(const std::string& name, rlim_t seconds) {
        copy(m_shared->now, name);
        ++m_shared->cases;
        rusage used{};
        ::getrusage(RUSAGE_SELF, &used);
        rlimit limit{};
        ::getrlimit(RLIMIT_CPU, &limit);
        limit.rlim_cur = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 + seconds;
        ::setrlimit(RLIMIT_CPU, &limit);
    }
    // Within the process: what went wrong in what has begun; the first is kept.
    void fail(const std::string& why) {
        if (m_shared->failures++ == 0) copy(m_shared->failed, std::string(m_shared->now) + ": " + why);
    }
    // Empty when all went well; otherwise what went wrong, or which signal ended it, and in what. `megabytes`: of
    // address space, beyond what this process has.
    std::string run(rlim_t megabytes, const std::function<void()>& work) {
        const pid_t child = ::fork();
        if (child < 0) return "fork failed";
        if (child == 0) {
            if (!isInstrumented) bound(megabytes << 20U); // a sanitizer needs terabytes of addresses
            work();
            std::fflush(nullptr);
            ::_exit(0);
        }
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        if (WIFSIGNALED(status))
            return std::string("ended by ") + ::strsignal(WTERMSIG(status)) + " in " + m_shared->now;
        if (WEXITSTATUS(status) != 0)
            return "ended with " + std::to_string(WEXITSTATUS(status)) + " in " + m_shared->now;
        if (m_shared->failures == 0) return {};
        return std::to_string(m_shared->failures) + " of " + std::to_string(m_shared->cases) + ", first " +
               m_shared->failed;
    }
    int cases() const { return m_shared->cases; }

private:
    struct Shared {
        int cases = 0, failures = 0;
        char now[512] = {}, failed[4096] = {};
    };
    template<std::size_t size> static void copy(char (&to)[size], const std::string& text) {
        to[text.copy(to, size - 1)] = '\0';
    }
    static void bound(rlim_t bytes) {
        rlim_t pages = 0;
        if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
            unsigned long size = 0;
            if (std::fscanf(file, "%lu", &size) == 1) pages = size;
            std::fclose(file);
        }
        const rlim_t limit = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + bytes;
        const rlimit both{limit, limit};
        ::setrlimit(RLIMIT_AS, &both);
    }
    Shared* m_shared;
};
