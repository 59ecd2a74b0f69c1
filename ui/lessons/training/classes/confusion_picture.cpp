#include "ui/lessons/training/classes/confusion_picture.h"

#include "ui/figure/dataset_image.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <numeric>

namespace ui {
namespace {

struct Cell {
    int truth, said, count;
};

std::vector<Cell> commonestMistakes(const cnn::Confusion& confusion, std::size_t most) {
    std::vector<Cell> cells;
    for (int truth = 0; truth < confusion.classes; ++truth)
        for (int said = 0; said < confusion.classes; ++said)
            if (truth != said && confusion.at(truth, said) > 0)
                cells.push_back({truth, said, confusion.at(truth, said)});
    std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.count > b.count; });
    cells.resize(std::min(most, cells.size()));
    return cells;
}

QString percentRight(const ConfusionPicture& p) {
    const int all = p.confusion.images();
    return percent(all == 0 ? 0 : static_cast<double>(p.confusion.correct()) / all);
}

} // namespace

std::vector<Example> examples(const cnn::Dataset& set, const std::vector<cnn::Verdict>& verdicts) {
    std::vector<Example> all;
    for (const cnn::Verdict& v : verdicts) all.push_back({v, datasetImage(set, v.image)});
    return all;
}

ConfusionPicture confusionPicture(const cnn::Verdicts& verdicts, const cnn::Dataset& set, QStringList classNames,
                                  std::size_t mistakes) {
    ConfusionPicture picture{std::move(classNames), confusionOf(verdicts),
                             examples(set, surestMistakes(verdicts, mistakes))};
    while (picture.classNames.size() < picture.confusion.classes)
        picture.classNames << QString::number(picture.classNames.size());
    return picture;
}

QString cellWords(const ConfusionPicture& p, int truth, int said) {
    const QString count = tr("%1 of %2").arg(grouped(p.confusion.at(truth, said)), grouped(p.confusion.images(truth)));
    return truth == said ? tr("%1 recognised: %2").arg(p.classNames[truth], count)
                         : tr("%1 taken for %2: %3").arg(p.classNames[truth], p.classNames[said], count);
}

QString exampleWords(const ConfusionPicture& p, const Example& example) {
    const cnn::Verdict& v = example.verdict;
    const QString sure = percent(static_cast<double>(v.share)), number = grouped(static_cast<qint64>(v.image) + 1);
    return v.truth == v.said ? tr("Test image %1: %2, recognised, %3 sure").arg(number, p.classNames[v.truth], sure)
                             : tr("Test image %1: %2 taken for %3, %4 sure")
                                   .arg(number, p.classNames[v.truth], p.classNames[v.said], sure);
}

QString accuracyWords(const ConfusionPicture& p) {
    return tr("%1 of %2 right")
        .arg(percentRight(p), counted(p.confusion.images(), tr("test image"), tr("test images")));
}

QString shortAccuracyWords(const ConfusionPicture& p) {
    return tr("%1 right").arg(percentRight(p));
}

int worstClass(const cnn::Confusion& confusion) {
    int worst = -1;
    double least = 1;
    for (int c = 0; c < confusion.classes; ++c)
        if (confusion.images(c) > 0 && confusion.accuracy(c) < least) {
            least = confusion.accuracy(c);
            worst = c;
        }
    return worst;
}

std::vector<int> mostConfused(const cnn::Confusion& confusion, int most) {
    std::vector<int> classes(static_cast<std::size_t>(confusion.classes));
    std::iota(classes.begin(), classes.end(), 0);
    if (confusion.classes <= most) return classes;
    std::vector<int> mistakes(classes.size(), 0);
    for (int truth = 0; truth < confusion.classes; ++truth)
        for (int said = 0; said < confusion.classes; ++said)
            if (truth != said)
                for (const int c : {truth, said}) mistakes[static_cast<std::size_t>(c)] += confusion.at(truth, said);
    std::stable_sort(classes.begin(), classes.end(), [&](int a, int b) {
        return mistakes[static_cast<std::size_t>(a)] > mistakes[static_cast<std::size_t>(b)];
    });
    classes.resize(static_cast<std::size_t>(most));
    std::sort(classes.begin(), classes.end());
    return classes;
}

QString confusionInWords(const ConfusionPicture& p) {
    QStringList said{accuracyWords(p) + '.'};
    for (const Cell& cell : commonestMistakes(p.confusion, 3)) said << cellWords(p, cell.truth, cell.said) + '.';
    if (!p.mistakes.empty()) said << tr("Surest mistake: %1.").arg(exampleWords(p, p.mistakes.front()));
    return said.join(' ');
}

} // namespace ui
