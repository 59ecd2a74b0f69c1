#include "tests/ui/support/ui_test.h"

#include "tests/support/instrumented.h"
#include "ui/model/opening_limit.h"

#include <cstdio>
#include <map>
#include <string>

namespace ui {

namespace {

std::map<std::string, UiTestRun, std::less<>>& tests() {
    static std::map<std::string, UiTestRun, std::less<>> all;
    return all;
}

} // namespace

ListedTest::ListedTest(std::string_view file, UiTestRun run) {
    const std::string_view name = file.substr(file.rfind('/') + 1);
    tests().emplace(name.substr(0, name.rfind('.')), run);
}

} // namespace ui

// What the sound library behind Qt Multimedia keeps to the program's end is not ours; whichever test first asks for a
// camera would be blamed for it. LeakSanitizer asks for this by name.
extern "C" const char* __lsan_default_suppressions();
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions() {
    return "leak:libpulse\n";
}

int main(int argc, char** argv) {
    const auto& tests = ui::tests();
    const auto test = argc < 2 ? tests.end() : tests.find(std::string_view(argv[1]));
    if (test == tests.end()) {
        std::fputs("Usage: ui_tests TEST [arguments for Qt Test]. The tests are:\n", stderr);
        for (const auto& [name, run] : tests) std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    ui::learnedAtMost = isInstrumented ? 3 : 20; // enough to see that there is a network; whoever wants more says so
    // From here on the program has the test's name, and so its own folders of settings and data.
    return test->second(argc - 1, argv + 1);
}
