// Linked into the tests of the core that start no threads and therefore need not run under ThreadSanitizer: one that
// begins to start some ends here.
#include <cstdio>
#include <cstdlib>
#include <pthread.h>

extern "C" int pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*) noexcept {
    std::fputs("This test starts a thread: add THREADS to its line in tests/CMakeLists.txt.\n", stderr);
    std::abort();
}
