#include "ui/lessons/lenet/lenet_words.h"

#include "ui/figure/count.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/sentence.h"

namespace ui {
namespace {

QString bySide(int side) {
    return times(side, side);
}

QString convolutionSentence(const LenetStage& s) {
    const cnn::LayerInfo& info = *s.info;
    const QString kernel = kernelSize(*info.window);
    const QString pads = info.window->y.padBefore == 0
                             ? tr("Without padding %1 rows become %2.").arg(s.in.h).arg(s.out.h)
                             : tr("With padding %1 on every side %2 rows become %3.")
                                   .arg(info.window->y.padBefore)
                                   .arg(s.in.h)
                                   .arg(s.out.h);
    const QString what =
        s.in.c == 1
            ? tr("%1 of %2 slide over the one grid; each makes a map.").arg(count::kernels(info.outputs), kernel)
            : tr("%1 of %2, each with a slice for every one of %3 maps; each makes a map.")
                  .arg(count::kernels(info.outputs), kernel)
                  .arg(s.in.c);
    return what + ' ' + pads;
}

QString poolSentence(const LenetStage& s) {
    const bool mean = s.info->kind == "avgpool2d";
    return (mean ? tr("Every map by itself: each %1 window becomes its mean.")
                 : tr("Every map by itself: each %1 window becomes its largest value."))
               .arg(kernelSize(*s.info->window)) +
           ' ' + tr("%1 becomes %2, and nothing is learned.").arg(bySide(s.in.h), bySide(s.out.h));
}

// The first dense layer reads maps, the others what is in a row already.
QString denseSentence(const LenetStage& s) {
    const int inputs = s.info->inputs, outputs = s.info->outputs;
    if (s.name.startsWith("C5"))
        return tr("All %1 values in a row, and each of %2 units reads all of them: fully connected, FC, or dense. "
                  "Drawn "
                  "as a convolution over whole maps it is called C5; the numbers are the same.")
            .arg(inputs)
            .arg(outputs);
    if (s.name == tr("Output"))
        return tr("One unit a class reads all %1 values: %2 logits, which softmax makes shares of.")
            .arg(inputs)
            .arg(outputs);
    return tr("Each of %1 units reads all %2 values.").arg(outputs).arg(inputs);
}

QString plus(const std::vector<std::size_t>& terms) {
    QStringList all;
    for (const std::size_t term : terms) all << grouped(term);
    return all.join(" + ");
}

} // namespace

QString lenetSize(const LenetStage& stage) {
    return shapeWords(stage.out);
}

QString lenetSentence(const LenetStage& s) {
    if (!s.info) return tr("One grid of grey values, %1. Nothing is learned here.").arg(bySide(s.out.h));
    const QString said = s.isConvolution() ? convolutionSentence(s)
                         : s.hasWindow()   ? poolSentence(s)
                                           : denseSentence(s);
    return s.activation.isEmpty() ? said : said + ' ' + tr("Then %1.").arg(s.activation);
}

QString lenetSizeEquation(const LenetStage& s) {
    if (!s.hasWindow()) return {};
    const cnn::Axis& a = s.info->window->y;
    const bool even = (s.in.h + 2 * a.padBefore - a.kernel) % a.stride == 0;
    const QString pads = a.padBefore > 0 ? tr(" + 2 × %1").arg(a.padBefore) : QString();
    const QString inside = QString("(%1%2 − %3) ÷ %4").arg(s.in.h).arg(pads).arg(a.kernel).arg(a.stride);
    return (even ? inside : QString("⌊%1⌋").arg(inside)) + QString(" + 1 = %1").arg(s.out.h);
}

QString lenetParameterEquation(const LenetStage& s) {
    if (s.parameters == 0) return "0";
    const int outputs = s.info->outputs;
    const qint64 each = static_cast<qint64>(s.parameters) / outputs;
    const QString inside = s.isConvolution() ? QString("%1 × %2").arg(s.info->inputs).arg(kernelSize(*s.info->window))
                                             : grouped(s.info->inputs);
    return QString("%1 × (%2 + 1) = %1 × %3 = %4").arg(grouped(outputs), inside, grouped(each), grouped(s.parameters));
}

QString lenetRunningSum(const LenetStages& stages, int stage) {
    if (stage == 0) return "0";
    std::vector<std::size_t> terms;
    for (int i = 1; i <= stage; ++i) terms.push_back(stages.all[static_cast<std::size_t>(i)].parameters);
    const QString sum = grouped(stages.parametersUpTo(static_cast<std::size_t>(stage)));
    return terms.size() == 1 ? sum : plus(terms) + " = " + sum;
}

QString lenetMisfit(const LenetStages& stages) {
    return stages.misfit ? sentenceOf(*stages.misfit) : QString();
}

QString lenetSpoken(const LenetPicture& p, int stage) {
    const LenetStage& s = p.at(stage);
    QStringList said{p.hidesSize(stage) ? s.name + "." : tr("%1, %2.").arg(s.name, lenetSize(s))};
    if (p.covered != "size") said << lenetSentence(s);
    if (!p.hidesSize(stage) && !lenetSizeEquation(s).isEmpty()) said << tr("Rows: %1.").arg(lenetSizeEquation(s));
    if (!p.covered.isEmpty()) return said.join(' ');
    said << tr("Parameters: %1.").arg(lenetParameterEquation(s));
    if (stage > 0)
        said << (stage == p.stages.last() && !p.stages.misfit
                     ? tr("In all: %1.").arg(lenetRunningSum(p.stages, stage))
                     : tr("So far: %1.").arg(lenetRunningSum(p.stages, stage)));
    return said.join(' ');
}

} // namespace ui
