// Many files of tests in one program: a file is asked for by its name, "core_tests test_walk [arguments of
// GoogleTest]", and runs in a process of its own. Without a name all of them run.
#include <cstdio>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>

namespace {

// What GoogleTest calls the tests of a file, as a filter: "Walk.endsAtTheLastCell:..."; empty: there is no such file.
std::string testsOf(const std::string& file) {
    std::string names;
    const auto& all = *testing::UnitTest::GetInstance();
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
        const testing::TestSuite& suite = *all.GetTestSuite(i);
        for (int j = 0; j < suite.total_test_count(); ++j) {
            const testing::TestInfo& test = *suite.GetTestInfo(j);
            if (std::filesystem::path(test.file()).stem() == file)
                names += (names.empty() ? "" : ":") + std::string(suite.name()) + '.' + test.name();
        }
    }
    return names;
}

} // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    if (argc > 1) {
        const std::string names = testsOf(argv[1]);
        if (names.empty()) {
            std::fprintf(stderr, "There is no test \"%s\" in this program.\n", argv[1]);
            return 2;
        }
        if (testing::GTEST_FLAG(filter) == "*") testing::GTEST_FLAG(filter) = names; // who asked for one gets that one
    }
    return RUN_ALL_TESTS();
}
