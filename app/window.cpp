#include "app/window.h"

#include "core/base/file_name.h"
#include "ui/shell/main_window.h"
#include "ui/shell/presentation.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>
#include <QSocketNotifier>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace ui {
namespace {

std::array<int, 2> word{-1, -1}; // a pipe: a signal may do little more than write into it

// The first SIGINT, SIGTERM or SIGHUP closes the window as its user would, and everything is kept; a second of the
// first two does what it always did. A terminal that goes may say SIGHUP more than once.
void closeOnSignals(QWidget& window) {
    if (::pipe2(word.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
    struct sigaction action {
    }, before{};
    action.sa_handler = [](int) {
        const int cause = errno;
        (void)!::write(word[1], "s", 1);
        errno = cause;
    };
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        action.sa_flags = signal == SIGHUP ? 0 : static_cast<int>(SA_RESETHAND);
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr); // under nohup it stays ignored
    }
    auto* notifier = new QSocketNotifier(word[0], QSocketNotifier::Read, &window);
    QObject::connect(notifier, &QSocketNotifier::activated, &window, [notifier, &window] {
        notifier->setEnabled(false);
        window.close();
        QApplication::exit(0); // also out of a dialog
    });
}

} // namespace

int openWindow(int argc, char** argv, const WindowWish& wish) {
    QApplication application(argc, argv);
    QApplication::setApplicationName("convscope");
    QApplication::setOrganizationName("convscope");
    QApplication::setApplicationDisplayName("ConvScope");
    QApplication::setApplicationVersion(CONVSCOPE_VERSION);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QApplication::setWindowIcon(QIcon(":/icons/convscope.svg"));
    MainWindow window{Style{}};
    window.restoreSettings();
    window.restoreSession(Session::standardFolder());
    closeOnSignals(window);
    window.show();
    if (*wish.file != '\0') window.openFile(QString::fromStdU16String(cnn::textOfName(wish.file)));
    if (wish.present) window.presentation().begin();
    return QApplication::exec();
}

} // namespace ui
