#include "ui/lessons/channels/channel_questions.h"

#include "ui/figure/number_text.h"
#include "ui/model/size_words.h"
#include "ui/tr.h"

namespace ui {

namespace {

QString whySize(const ChannelPicture& p) {
    const auto& [rows, columns] = p.task.window;
    return tr("The size does not depend on the channels. Rows: %1; columns: %2")
        .arg(sizeLine(rows, true, p.task.input.shape().h), sizeLine(columns, true, p.task.input.shape().w));
}

} // namespace

std::vector<Question> channelQuestions(ChannelPicture p) {
    if (!p.walk) return {};
    p.cover.clear();
    const cnn::Tensor& output = p.walk->output();
    const cnn::Shape& out = output.shape();
    const cnn::ChannelSums whole = p.wholeSums();
    const int channel = p.channel(), y = p.cell / out.w, x = p.cell % out.w;
    const cnn::WrittenSum& part = whole.channels[static_cast<std::size_t>(channel - p.first())];
    const auto& [rows, columns] = p.task.window;
    std::vector<Question> all;
    all.push_back(
        numberQuestion("cell", tr("This cell"),
                       tr("What is row %1, column %2 of output channel %3?").arg(y + 1).arg(x + 1).arg(p.map + 1),
                       static_cast<double>(output.at(p.map, y, x)), QString::fromStdString(whole.totalLine())));
    all.push_back(numberQuestion(
        "channel", tr("One partial sum"),
        tr("What does %1 contribute to row %2, column %3?").arg(p.channelName(channel)).arg(y + 1).arg(x + 1),
        part.result.value(), QString::fromStdString(part.line())));
    all.push_back(sizeQuestion("size", tr("Output size"), tr("How many rows and columns has an output channel?"), out.h,
                               out.w, whySize(p)));
    all.push_back(numberQuestion(
        "depth", tr("Output depth"), tr("How many channels has the output?"), p.maps(),
        (p.grouped() ? tr("As many as there are kernels: %1, in groups or not.")
                     : tr("As many as there are kernels: %1. The input's depth is the depth of each kernel."))
            .arg(p.maps())));
    all.push_back(numberQuestion("parameters", tr("Parameters"),
                                 tr("How many parameters has this layer, biases included?"), p.task.parameters(),
                                 tr("%1 × (%2 × %3 × %4) + %1 = %5")
                                     .arg(p.maps())
                                     .arg(p.slices())
                                     .arg(rows.kernel)
                                     .arg(columns.kernel)
                                     .arg(p.task.parameters())));
    all.push_back(gridQuestion(
        "map", tr("A whole map"), tr("What are the numbers of output channel %1?").arg(p.map + 1),
        p.walk->map(p.map).output(), tr("Each is the sum of %1 partial sums and the bias.").arg(p.slices())));
    const auto place = [&](const QString& ask) { return ask.arg(y + 1).arg(x + 1).arg(p.map + 1); };
    if (p.cell > 0) {
        const float last = output.at(p.map, (p.cell - 1) / out.w, (p.cell - 1) % out.w);
        all.push_back(largerQuestion(
            "larger",
            place(tr("Is row %1, column %2 of output channel %3 larger or smaller than the number before it, %4?"))
                .arg(written(last)),
            static_cast<double>(output.at(p.map, y, x)), static_cast<double>(last),
            QString::fromStdString(whole.totalLine()), "cell"));
    }
    all.push_back(signQuestion("sign", place(tr("Is row %1, column %2 of output channel %3 positive or negative?")),
                               static_cast<double>(output.at(p.map, y, x)), QString::fromStdString(whole.totalLine()),
                               "cell"));
    for (Question& q : all) q.hasStep = q.id == "cell" || q.id == "channel" || q.id == "map";
    return all;
}

} // namespace ui
