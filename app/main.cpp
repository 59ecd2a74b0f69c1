#include "app/cli.h"
#include "app/window.h"
#include "core/base/file_name.h"

#include <QHashFunctions>
#include <QString>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace {

// Qt wants UTF-8 and complains on stderr when the locale is another, as on a bare server.
void useUtf8() {
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) ::setenv("LC_ALL", "C.UTF-8", 1);
}

// Qt would abort with a page of text.
bool hasDisplay() {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (const char* value = std::getenv(name); value && *value) return true;
    return false;
}

int openWindow(int argc, char** argv, const char* file) {
    if (hasDisplay()) return ui::openWindow(argc, argv, file);
    std::fputs("convscope: There is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set). Without one, "
               "\"convscope tour -o DIR\" shows what there is to see, \"convscope --help\" what else it can do.\n",
               stderr);
    return 1;
}

} // namespace

int main(int argc, char** argv) {
    useUtf8();
    QHashSeed::setDeterministicGlobalSeed(); // what is exported twice is the same bytes, in whatever order tables lie
    std::signal(SIGXFSZ, SIG_IGN);           // a file beyond the limit is an error to be told, not the end
    const bool opens = argc == 2 && ui::isToOpen(QString::fromStdU16String(cnn::textOfName(argv[1])));
    if (argc == 1 || opens) return openWindow(argc, argv, opens ? argv[1] : "");
    return ui::runCommandLine(argc, argv);
}
