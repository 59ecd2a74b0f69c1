// The variables of this process.
#pragma once

#include <cstdlib>
#include <string>

// An empty value takes it away.
inline void setVariable(const char* name, const std::string& value) {
#if defined(_WIN32)
    ::_putenv_s(name, value.c_str());
#else
    if (value.empty())
        ::unsetenv(name);
    else
        ::setenv(name, value.c_str(), 1);
#endif
}
