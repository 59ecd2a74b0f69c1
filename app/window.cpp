#include "app/window.h"

#include "core/base/file_name.h"
#include "core/base/system.h"
#include "ui/model/kept_place.h"
#include "ui/shell/main_window.h"
#include "ui/shell/presentation.h"

#include <QApplication>
#include <QIcon>
#include <QScreen>

namespace ui {
namespace {

// What a desktop puts above a window: with it one as high as the screen would have its foot below the screen.
constexpr int frameHeight = 40;

} // namespace

int openWindow(int argc, char** argv, const WindowWish& wish) {
    QApplication application(argc, argv);
    QApplication::setApplicationName("convscope");
    QApplication::setOrganizationName("convscope");
    QApplication::setApplicationDisplayName("ConvScope");
    QApplication::setApplicationVersion(CONVSCOPE_VERSION);
    QGuiApplication::setDesktopFileName("convscope"); // by which Wayland finds the icon
    // PLACE/bin/convscope keeps in PLACE/settings.
    const QString unkept = wish.portable ? keepIn(QApplication::applicationDirPath() + "/../settings") : QString();
    if (!wish.portable) keepAtHome();
    QApplication::setWindowIcon(QIcon(":/icons/convscope.svg"));
    MainWindow window{Style{}};
    window.restoreSettings();
    window.restoreSession(sessionFolder());
    if (!unkept.isEmpty()) window.showNotice(unkept);
    // Whoever ends the program closes the window as its user would, and everything is kept.
    const cnn::InterruptGuard guard([&window] {
        const auto close = [&window] {
            window.close();
            QApplication::exit(0); // also out of a dialog
        };
        QMetaObject::invokeMethod(&window, close, Qt::QueuedConnection);
    });
    const QSize room = window.screen()->availableSize();
    if (window.width() > room.width() || window.height() + frameHeight > room.height())
        window.setWindowState(window.windowState() | Qt::WindowMaximized);
    window.show();
    if (*wish.file != '\0') window.openFile(QString::fromStdU16String(cnn::textOfName(wish.file)));
    if (wish.present) window.presentation().begin();
    return QApplication::exec();
}

} // namespace ui
