#include "app/cli.h"

#include "app/cell_options.h"
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/help_text.h"
#include "app/plan_file.h"
#include "app/scene_help.h"
#include "app/version.h"
#include "core/base/error.h"
#include "core/base/file_name.h"

#include <QApplication>
#include <QFileInfo>
#include <algorithm>
#include <memory>
#include <new>

namespace ui {
namespace {

const Command* const allCommands[] = {&lessonsCommand,       &checkCommand,          &opCommand,
                                      &correlate1dCommand,   &filterCommand,         &lookCommand,
                                      &trainCommand,         &evalCommand,           &infoCommand,
                                      &runCommand,           &mapsCommand,           &explainCommand,
                                      &exportPytorchCommand, &receptiveFieldCommand, &benchCommand,
                                      &renderCommand,        &screenshotCommand,     &codeCommand,
                                      &tourCommand,          &quizCommand,           &handoutCommand,
                                      &filmCommand};

const Way allWays[] = {
    {"[FILE]", "opens the window, with a scene or another file in it", true},
    {"--present", "the same in front of a class, full screen; a FILE may follow", true},
    {"--portable", "the same, and what it keeps lies beside the program, in ../settings", true},
    {"help COMMAND", "says everything about a command"},
    {"help layers", "lists the kinds of layer that a network can have"},
    {"help cells", "says what may follow in --data cells:"},
    {"help scene PAGE", "says what a lesson's scene may hold"},
    {"--version", "says version, commit, Qt, and for which processors the core was built"},
};

// Also the one that is for the build alone.
const Command* find(const QString& name) {
    const auto isIt = [&](const Command* c) { return name == QLatin1String(c->name); };
    const auto at = std::ranges::find_if(allCommands, isIt);
    if (at != std::end(allCommands)) return *at;
    return isIt(&desktopFilesCommand) ? &desktopFilesCommand : nullptr;
}

const Command& named(const QString& name) {
    if (const Command* command = find(name)) return *command;
    if (name.contains('/') || name.contains('.'))
        throw cnn::Error(cnn::ErrorCode::NotFound, (name + ": there is no such file.").toStdString());
    QStringList names;
    for (const Command* command : allCommands) names << command->name;
    throw cnn::Error(cnn::ErrorCode::Usage,
                     ("There is no command \"" + name + "\"; there are " + names.join(", ") + ".").toStdString());
}

// A line of the overview.
QString lineOf(const char* typed, const char* does) {
    return QString("  convscope %1 %2\n").arg(typed, -15).arg(does);
}

QString overview() {
    QString opens, others;
    for (const Way& way : allWays) (way.opens ? opens : others) += lineOf(way.typed, way.does);
    QString text = programName() + ": convolutional neural networks to see and to touch.\n\n" + opens +
                   lineOf("COMMAND ...", "works without a window and without a display:") + '\n';
    for (const Command* command : allCommands) text += overviewOf(*command);
    return text + '\n' + others +
           "\nExit code: 0 done, 1 failed, 2 wrong usage. Results go to stdout, everything else to stderr.\n";
}

// Of a command, of the layers a network can have, of the cells that can be made, or an overview.
QString helpOn(const QString& subject) {
    if (subject.isEmpty()) return overview();
    if (subject == "cells") return detailsFilled(cellHelp);
    return subject == "layers" ? layerList() : helpOf(named(subject));
}

bool asksForHelp(const QString& word) {
    return word == "--help" || word == "-h" || word == "help";
}

// Qt's own remarks are for programmers, and an error is to be one line; only what ends the program comes through.
void hushQt() {
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtFatalMsg) say("convscope: " + text);
    });
}

std::unique_ptr<QCoreApplication> applicationFor(const Command& command, int& argc, char** argv) {
    if (!command.draws) return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QApplication>(argc, argv);
}

// What is wrong with files names one of them, whoever found it.
cnn::Error naming(const cnn::Error& e, const QStringList& files) {
    using cnn::ErrorCode;
    const QString sentence = QString::fromUtf8(e.what());
    const bool ofFiles = e.code() != ErrorCode::Usage && e.code() != ErrorCode::Interrupted &&
                         e.code() != ErrorCode::Diverged && e.code() != ErrorCode::WriteFailed;
    const auto isNamed = [&](const QString& file) { return sentence.contains(QFileInfo(file).fileName()); };
    // One that is not among those that were read, or the folder of the images.
    const QStringList starts{"Cannot read ", "There is no folder ", "There is no file ", "The folder ",
                             "Fashion-MNIST is not installed"};
    const bool namesOne = std::ranges::any_of(starts, [&](const QString& start) { return sentence.startsWith(start); });
    if (!ofFiles || files.isEmpty() || namesOne || std::ranges::any_of(files, isNamed)) return e;
    return {e.code(), (files.front() + ": " + sentence).toStdString()};
}

void run(const QStringList& typed, int& argc, char** argv) {
    const QString first = typed.value(0);
    const QStringList rest = typed.mid(1);
    if (first == "--version" || first == "-v") return printResult((versionLine() + "\n").toStdString());
    if (asksForHelp(first) && rest.value(0) == "scene") return printResult(sceneHelp(rest.value(1)).toStdString());
    if (asksForHelp(first)) return printResult(helpOn(rest.value(0)).toStdString());
    for (const char* option : {"--present", "--portable"})
        if (typed.contains(option) && !find(first))
            throw cnn::Error(cnn::ErrorCode::Usage,
                             std::string(option) + " goes with one file that there is, or with none.");
    const Command& command = named(first);
    if (rest.contains("--help") || rest.contains("-h")) return printResult(helpOf(command).toStdString());
    const Arguments arguments(command, rest);
    const auto application = applicationFor(command, argc, argv);
    try {
        command.run(arguments);
    } catch (const cnn::Error& e) {
        throw naming(e, arguments.filesRead());
    }
}

// One line whatever the sentence holds.
void sayError(const QString& sentence) {
    say("convscope: " + sentence.simplified());
}

int sayWrongUsage(const QString& sentence, const QString& command) {
    const QString help = find(command) ? "convscope help " + command : QString("convscope --help");
    sayError((sentence.endsWith('.') ? sentence : sentence + ".") + " See \"" + help + "\".");
    return 2;
}

} // namespace

std::span<const Command* const> commands() {
    return allCommands;
}

std::span<const Way> ways() {
    return allWays;
}

bool isToOpen(const QString& argument) {
    std::error_code none;
    return isFile(argument) || (std::filesystem::is_directory(pathFrom(argument), none) && !find(argument));
}

int runCommandLine(int argc, char** argv) {
    QStringList typed;
    for (int i = 1; i < argc; ++i) typed << QString::fromStdU16String(cnn::textOfName(argv[i]));
    hushQt();
    try {
        run(typed, argc, argv);
        return 0;
    } catch (const cnn::Error& e) {
        if (e.code() == cnn::ErrorCode::Usage) return sayWrongUsage(QString::fromStdString(e.what()), typed.value(0));
        sayError(QString::fromStdString(e.what()));
    } catch (const std::bad_alloc&) {
        sayError("There is not enough memory for this.");
    } catch (const std::exception& e) {
        sayError(QString("This failed: ") + e.what());
    }
    return 1;
}

} // namespace ui
