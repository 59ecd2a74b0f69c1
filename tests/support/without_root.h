// Root may read everything, so what happens without rights is looked at as somebody else.
#pragma once

#if defined(_WIN32)

class WithoutRoot {
public:
    bool isRoot() const { return true; } // there is nobody else to become
};

#else

#include <unistd.h>

class WithoutRoot {
public:
    WithoutRoot() {
        constexpr uid_t nobody = 65534;
        m_changed = ::geteuid() == 0 && ::seteuid(nobody) == 0;
    }
    ~WithoutRoot() {
        if (m_changed && ::seteuid(0) != 0) ::_exit(1);
    }
    WithoutRoot(const WithoutRoot&) = delete;
    WithoutRoot& operator=(const WithoutRoot&) = delete;
    bool isRoot() const { return ::geteuid() == 0; }

private:
    bool m_changed = false;
};

#endif
