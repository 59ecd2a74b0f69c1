// How much memory this process has had at most.
#pragma once

#include <cstddef>
#if defined(_WIN32)
#include <windows.h>
// After it.
#include <psapi.h>
#else
#include <sys/resource.h>
#endif

// Kilobytes; 0: the system does not say.
inline std::size_t peakMemory() {
#if defined(_WIN32)
    PROCESS_MEMORY_COUNTERS counters{};
    const bool said = ::K32GetProcessMemoryInfo(::GetCurrentProcess(), &counters, sizeof counters);
    return said ? counters.PeakWorkingSetSize / 1024 : 0;
#else
    rusage usage{};
    return ::getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::size_t>(usage.ru_maxrss) : 0;
#endif
}
