// All tests of the interface are one program, ui_tests: a test is asked for by the name of its file, "ui_tests
// test_fit_page [arguments of Qt Test]", and runs in a process of its own.
#pragma once

#include <QApplication>
#include <QTest>
#include <string_view>
#include <type_traits>

namespace ui {

using UiTestRun = int (*)(int argc, char** argv);

// Lists a test before main begins. FILE is its source: the name without folder and suffix is the test's.
struct ListedTest {
    ListedTest(std::string_view file, UiTestRun run);
};

// Application void: the test makes applications of its own, or none.
template<class Test, class Application> int runTest(int argc, char** argv) {
    QTest::Internal::callInitMain<Test>();
    if constexpr (std::is_void_v<Application>) {
        Test test;
        return QTest::qExec(&test, argc, argv);
    } else {
        Application application(argc, argv);
        application.setAttribute(Qt::AA_Use96Dpi, true);
        Test test;
        return QTest::qExec(&test, argc, argv);
    }
}

} // namespace ui

#define UI_TEST_OF(Application, Test) static const ui::ListedTest isListed(__FILE__, ui::runTest<Test, Application>);
#define UI_TEST(Test) UI_TEST_OF(QApplication, Test)
