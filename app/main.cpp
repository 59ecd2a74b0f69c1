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
#include <optional>
#include <vector>

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

int openOnDisplay(int argc, char** argv, const ui::WindowWish& wish) {
    if (hasDisplay()) return ui::openWindow(argc, argv, wish);
    std::fputs("convscope: There is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set). Without one, "
               "\"convscope tour -o DIR\" shows what there is to see, \"convscope --help\" what else it can do.\n",
               stderr);
    return 1;
}

// Nothing, "--present", a file, or both in either order; nullopt: it is a command.
std::optional<ui::WindowWish> wishOf(std::vector<const char*> typed) {
    ui::WindowWish wish;
    wish.present = std::erase_if(typed, [](const char* word) { return std::strcmp(word, "--present") == 0; }) > 0;
    if (typed.size() > 1) return std::nullopt;
    if (typed.empty()) return wish;
    wish.file = typed.front();
    const bool opens = ui::isToOpen(QString::fromStdU16String(cnn::textOfName(wish.file)));
    return opens ? std::optional(wish) : std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
    useUtf8();
    QHashSeed::setDeterministicGlobalSeed(); // what is exported twice is the same bytes, in whatever order tables lie
    std::signal(SIGXFSZ, SIG_IGN);           // a file beyond the limit is an error to be told, not the end
    if (const auto wish = wishOf({argv + 1, argv + argc})) return openOnDisplay(argc, argv, *wish);
    return ui::runCommandLine(argc, argv);
}
