// A command of the program without a window: what its arguments are, and the function that does it.
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

class QCommandLineParser;

namespace ui {

struct Option {
    enum Need { Required, Optional };
    const char* names;         // without dashes, one letter with one dash, others with two: "o", "input"
    const char* value;         // what stands for its value in the help: "FILE"; empty: a switch without one
    const char* help;          // one line
    const char* fallback = ""; // its value when it is not given
    Need need = Optional;
};

class Arguments;

struct Command {
    const char* name;
    // What must follow the name, in order, separated by blanks: "MODEL"; may be empty. "FILE...": one or more.
    const char* operands;
    const char* summary; // one line for the list of commands
    const char* details; // further lines of its help; may be empty
    std::vector<Option> options;
    void (*run)(const Arguments&); // throws cnn::Error; Usage means wrong usage
    bool draws = false;            // needs fonts and widgets: runs in a QApplication that draws into memory
};

// What was typed after the command's name. Every getter throws cnn::Error(Usage) with a sentence naming the option, its
// value and what is accepted. Asking for an option that the command does not have is our own mistake (asserted by Qt).
class Arguments {
public:
    // Throws for unknown options, missing or additional operands, a missing required option.
    Arguments(const Command& command, const QStringList& typed);
    ~Arguments();
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;

    QString operand(int index) const;
    QStringList operands() const;
    // Those operands and values of options that name something on disk which the command reads.
    QStringList filesRead() const;
    bool has(const char* option) const;
    QString text(const char* option) const;
    double number(const char* option) const; // finite
    int whole(const char* option, int low, int high) const;
    std::uint64_t seed(const char* option) const;
    // "1366x768", at most 8192 a side.
    QSize size(const char* option, QSize smallest) const;
    // 1 to `most` whole numbers separated by commas, each in low .. high.
    std::vector<int> wholes(const char* option, int most, int low, int high) const;

    // 1 to `most` numbers separated by commas, decimals or fractions.
    std::vector<float> numbers(const char* option, int most) const;

    template<class T> using Choices = std::vector<std::pair<const char*, T>>;
    template<class T> T choice(const char* option, const Choices<T>& choices) const {
        QStringList names;
        for (const auto& [name, value] : choices) {
            if (text(option) == QLatin1String(name)) return value;
            names << name;
        }
        refuse(option, "one of " + names.join(", "));
    }

private:
    [[noreturn]] void refuse(const char* option, const QString& expected) const;
    std::unique_ptr<QCommandLineParser> m_parser;
    const Command& m_command;
};

std::filesystem::path pathFrom(const QString& name);
// A regular file of that name.
bool isFile(const QString& name);

} // namespace ui
