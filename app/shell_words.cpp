#include "app/shell_words.h"

#include "app/cli.h"

namespace ui {
namespace {

const QString asksLessons = "convscope lessons 2>/dev/null"; // a line each, its id first

QString dashed(const Option& option) {
    const QString name = option.names;
    return (name.size() == 1 ? "-" : "--") + name;
}

bool takesValue(const Option& option) {
    return *option.value != '\0';
}

bool takesLesson(const Command& command) {
    return QString(command.operands).contains("LESSON");
}

// Where the shell may go on with names of files: they can stand for most values.
bool takesFile(const Option& option) {
    static const QStringList files{"FILE", "DIR", "WHAT", "MODEL"};
    return std::ranges::any_of(files, [&](const QString& word) { return QString(option.value).contains(word); });
}

// The words that may come first, beside a file: "render", "--version".
QStringList firstWords() {
    QStringList words;
    for (const Command* command : commands()) words << command->name;
    for (const Way& way : ways())
        if (const QString word = QString(way.typed).section(' ', 0, 0); !word.startsWith('[') && !words.contains(word))
            words << word;
    return words;
}

// What may follow "help".
QStringList subjects() {
    QStringList words;
    for (const Way& way : ways())
        if (const QString word = QString(way.typed).section(' ', 1, 1); word == word.toLower()) words << word;
    for (const Command* command : commands()) words << command->name;
    words.removeAll(QString());
    return words;
}

// ---- bash ----------------------------------------------------------------------------------------------------------

QString bashCase(const Command& command) {
    QStringList options, files, plain; // files: their values are names of files; plain: something else
    for (const Option& option : command.options) {
        options << dashed(option);
        if (takesValue(option)) (takesFile(option) ? files : plain) << dashed(option);
    }
    const QString lessons = takesLesson(command) ? " lessons=$(" + asksLessons + " | cut -d' ' -f1)" : QString();
    return QString("    %1) options='%2' files='%3' plain='%4'%5 ;;\n")
        .arg(command.name, options.join(' '), files.join(' '), plain.join(' '), lessons);
}

QString bash() {
    QString cases;
    for (const Command* command : commands()) cases += bashCase(*command);
    return QString(R"bash(# Completion of convscope for bash, made by the program from its own list of commands.
_convscope() {
    local word=$2 last=$3 options= files= plain= lessons=
    compopt -o filenames
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W '%1' -- "$word"; compgen -f -- "$word")
        return
    fi
    case ${COMP_WORDS[1]} in
    help) options='%2' ;;
%3    esac
    if [[ " $plain " == *" $last "* ]]; then
        COMPREPLY=()
    elif [[ " $files " == *" $last "* ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    elif [[ $word == -* || ${COMP_WORDS[1]} == help ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -W "$lessons" -- "$word"; compgen -f -- "$word")
    fi
}
complete -F _convscope convscope
)bash")
        .arg(firstWords().join(' '), subjects().join(' '), cases);
}

// ---- zsh -----------------------------------------------------------------------------------------------------------

QString inZsh(QString text) {
    for (const char* special : {"\\", "[", "]", ":"}) text.replace(special, QString("\\") + special);
    return text.replace('\'', "'\\''");
}

QString zshCase(const Command& command) {
    QString line = QString("    %1) _arguments -S").arg(command.name);
    for (const Option& option : command.options) {
        line += QString(" \\\n        '%1[%2]").arg(dashed(option), inZsh(option.help));
        if (takesValue(option)) line += ":" + inZsh(option.value) + ":" + (takesFile(option) ? "_files" : "");
        line += "'";
    }
    const QString operands = command.operands;
    if (takesLesson(command))
        line += " \\\n        '*:lesson:_convscope_lessons'";
    else if (!operands.isEmpty())
        line += " \\\n        '*:" + inZsh(operands.section(' ', 0, 0)) + ":_files'";
    return line + " ;;\n";
}

QString zsh() {
    QString names, cases;
    for (const Command* command : commands()) {
        names += QString("        '%1:%2'\n").arg(command->name, inZsh(command->summary));
        cases += zshCase(*command);
    }
    for (const QString& word : firstWords())
        if (word == "help" || word.startsWith('-')) names += "        '" + word + "'\n";
    return QString(R"zsh(#compdef convscope
# Completion of convscope for zsh, made by the program from its own list of commands.
_convscope_lessons() {
    local -a lessons
    lessons=(${(f)"$(%1 | cut -d' ' -f1)"})
    _describe 'lesson' lessons
    _files
}
_convscope() {
    local -a first
    first=(
%2    )
    if ((CURRENT == 2)); then
        _describe 'command' first
        _files
        return
    fi
    shift words
    ((CURRENT--))
    case $words[1] in
    help) _values 'subject' %3 ;;
%4    esac
}
_convscope "$@"
)zsh")
        .arg(asksLessons, names, subjects().join(' '), cases);
}

// ---- fish ----------------------------------------------------------------------------------------------------------

QString inFish(QString text) {
    return "'" + text.replace('\\', "\\\\").replace('\'', "\\'") + "'";
}

QString fishLines(const Command& command) {
    const QString behind = QString("complete -c convscope -n '__fish_seen_subcommand_from %1'").arg(command.name);
    QString lines = QString("complete -c convscope -n __fish_use_subcommand -a %1 -d %2\n")
                        .arg(command.name, inFish(command.summary));
    for (const Option& option : command.options) {
        const QString name = option.names;
        const QString value = !takesValue(option) ? "" : takesFile(option) ? " -r" : " -x";
        lines += behind + (name.size() == 1 ? " -s " : " -l ") + name + value + " -d " + inFish(option.help) + '\n';
    }
    if (takesLesson(command)) lines += behind + " -a '(" + asksLessons + " | string replace -r \" .*\" \"\")'\n";
    return lines;
}

QString fish() {
    QString lines = "# Completion of convscope for fish, made by the program from its own list of commands.\n";
    for (const QString& word : firstWords()) {
        const QString first = "complete -c convscope -n __fish_use_subcommand ";
        if (word.startsWith("--")) lines += first + "-l " + word.mid(2) + '\n';
        if (word == "help") lines += first + "-a help\n";
    }
    for (const Command* command : commands()) lines += fishLines(*command);
    return lines + "complete -c convscope -n '__fish_seen_subcommand_from help' -f -a '" + subjects().join(' ') + "'\n";
}

} // namespace

const QStringList completedShells{"bash", "zsh", "fish"};

QString completionFor(const QString& shell) {
    return shell == "bash" ? bash() : shell == "zsh" ? zsh() : fish();
}

} // namespace ui
