#include "app/cli.h"
#include "app/window.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace {

// Qt wants UTF-8 and complains on stderr when the locale is another, as on a bare server.
void useUtf8() {
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) ::setenv("LC_ALL", "C.UTF-8", 1);
}

QStringList typedArguments(int argc, char** argv) {
    QStringList typed;
    for (int i = 1; i < argc; ++i) typed << QString::fromLocal8Bit(argv[i]);
    return typed;
}

} // namespace

int main(int argc, char** argv) {
    useUtf8();
    const QStringList typed = typedArguments(argc, argv);
    const bool isFile = typed.size() == 1 && QFileInfo(typed[0]).isFile();
    if (typed.isEmpty() || isFile) return ui::openWindow(argc, argv, isFile ? argv[1] : "");
    const QCoreApplication application(argc, argv);
    return ui::runCommandLine(typed);
}
