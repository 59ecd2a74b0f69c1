#include "app/cli.h"
#include "app/window.h"
#include "core/base/file_name.h"
#include "core/base/system.h"

#include <QHashFunctions>
#include <QString>
#include <cstdio>
#include <cstring>
#include <optional>
#include <vector>

namespace {

// Without a display Qt would abort with a page of text.
int openOnDisplay(int argc, char** argv, const ui::WindowWish& wish) {
    if (cnn::hasDisplay()) return ui::openWindow(argc, argv, wish);
    std::fputs("convscope: There is no display for a window (neither DISPLAY nor WAYLAND_DISPLAY is set). Without one, "
               "\"convscope tour -o DIR\" shows what there is to see, \"convscope --help\" what else it can do.\n",
               stderr);
    return 1;
}

// Nothing, "--present", "--portable", a file, or some of them in any order; nullopt: it is a command.
std::optional<ui::WindowWish> wishOf(std::vector<const char*> typed) {
    const auto take = [&](const char* option) {
        return std::erase_if(typed, [&](const char* word) { return std::strcmp(word, option) == 0; }) > 0;
    };
    ui::WindowWish wish;
    wish.present = take("--present");
    wish.portable = take("--portable");
    if (typed.size() > 1) return std::nullopt;
    if (typed.empty()) return wish;
    wish.file = typed.front();
    const bool opens = ui::isToOpen(QString::fromStdU16String(cnn::textOfName(wish.file)));
    return opens ? std::optional(wish) : std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
    cnn::useUtf8();
    QHashSeed::setDeterministicGlobalSeed(); // what is exported twice is the same bytes, in whatever order tables lie
    cnn::outliveFileLimit();
    if (const auto wish = wishOf({argv + 1, argv + argc})) return openOnDisplay(argc, argv, *wish);
    return ui::runCommandLine(argc, argv);
}
