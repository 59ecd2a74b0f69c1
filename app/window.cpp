#include "app/window.h"

#include "ui/shell/main_window.h"

#include <QApplication>
#include <QIcon>
#include <QSettings>

namespace ui {

int openWindow(int argc, char** argv, const char* file) {
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
    window.show();
    if (*file != '\0') window.openFile(QString::fromLocal8Bit(file));
    return QApplication::exec();
}

} // namespace ui
