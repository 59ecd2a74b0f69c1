#include "ui/lessons/model/look/model_run.h"

#include "core/base/thread_pool.h"
#include "core/data/sources.h"
#include "core/explain/inside.h"
#include "core/network/pass.h"
#include "core/network/shown_networks.h"
#include "core/onnx/onnx_file.h"
#include "core/samples/colour_picture.h"
#include "core/samples/test_card.h"
#include "ui/lessons/model/look/moved_picture.h"
#include "ui/lessons/model/look/taught_network.h"
#include "ui/lessons/model/model_scene.h"
#include "ui/media/file_names.h"
#include "ui/media/image_io.h"
#include "ui/media/read_picture.h"
#include "ui/sentence.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageReader>

namespace ui {
namespace {

constexpr std::uint64_t randomSeed = 1;
constexpr int digitsToChooseFrom = 1000;
constexpr int largestPasted = 4096; // pixels a side

QStringList namesIn(const cnn::Network& network) {
    QStringList names;
    for (const std::string& name : network.classNames) names << QString::fromStdString(name);
    return names;
}

std::shared_ptr<ModelWeightsHere> fromFile(const QString& path, const std::stop_token& stop,
                                           const std::function<void(double)>& progress) {
    cnn::OnnxOptions options;
    options.assumes = true; // as the table has it
    options.progress = [&](double share) {
        progress(share);
        return !stop.stop_requested();
    };
    cnn::OnnxModel model = cnn::openOnnx(filePath(path), options);
    auto here = std::make_shared<ModelWeightsHere>();
    here->said = asFileSays(model.card.scaling);
    here->saidBy = QString::fromStdString(model.card.scaling.reason);
    here->names = classNamesFor(model.network.outputShape().c, namesIn(model.network), path);
    here->network = std::make_shared<const cnn::Network>(std::move(model.network));
    return here;
}

std::shared_ptr<ModelWeightsHere> atRandom(const cnn::ShownNetwork& known) {
    auto here = std::make_shared<ModelWeightsHere>();
    here->network = std::make_shared<const cnn::Network>(cnn::randomWeights(known, randomSeed));
    here->said.fit = here->network->inputShape().c == 3 ? PictureFit::Crop : PictureFit::Whole;
    here->saidBy = tr("Nothing was learned, so no range of values is the right one: 0 to 1 is taken.");
    here->isRandom = true;
    here->weightsFrom = tr("Its weights are random: it has learned nothing, and its answers mean nothing.");
    here->names = classNamesFor(here->network->outputShape().c, namesIn(*here->network), {});
    return here;
}

QImage drawnDigit(int number) {
    static const cnn::Dataset digits = cnn::drawnDigits(1, 1, digitsToChooseFrom).test;
    const std::size_t index = static_cast<std::size_t>(number) - 1;
    cnn::Tensor image;
    digits.gather(std::span(&index, 1), image);
    image.array() *= 255;
    return greyPicture(image);
}

QImage balloon() {
    const auto bytes = cnn::colourPicture();
    cnn::Tensor values(cnn::Shape{3, 28, 28, 1});
    for (std::size_t i = 0; i < values.size(); ++i) values.values()[i] = static_cast<float>(bytes[i]);
    return colouredPicture(values);
}

QImage pastedPicture(const QByteArray& png) {
    QBuffer buffer;
    buffer.setData(png);
    QImageReader reader(&buffer, "png");
    const QSize size = reader.size();
    if (size.width() > largestPasted || size.height() > largestPasted) return {};
    return reader.read();
}

std::vector<float> sharesOf(const cnn::Network& network, const cnn::Tensor& output) {
    if (!cnn::tellsClasses(network)) return {};
    const cnn::Tensor shares = cnn::classShares(network, output);
    return {shares.values().begin(), shares.values().end()};
}

// What the network reads of a black picture, channel by channel.
cnn::Tensor blackOf(const cnn::Shape& input, const Preprocessing& how) {
    return networkInput(cnn::Tensor(cnn::Shape{input.c, 1, 1, 1}), how);
}

void addNotes(ModelLook& look, const cnn::Shape& shape) {
    const ModelWeightsHere& here = *look.weights;
    for (const QString& note : {here.weightsFrom, here.names.source})
        if (!note.isEmpty()) look.notes << note;
    look.notes << ui::tr("The network is given %1. %2")
                      .arg(scalingText(look.how), look.how == here.said ? here.saidBy : QString())
                      .trimmed();
    if (shape.c == 1 && !look.original.allGray())
        look.notes << ui::tr("The picture is coloured; it goes through in grey, without its colour.");
}

} // namespace

std::shared_ptr<const ModelWeightsHere> weightsFor(const QString& network, ModelWeights wish,
                                                   const std::stop_token& stop,
                                                   const std::function<void(double)>& progress) {
    if (isNetworkFile(network)) return fromFile(network, stop, progress);
    const cnn::ShownNetwork& known = *cnn::findShownNetwork(network.toStdString());
    if (wish == ModelWeights::Random || !canBeTaught(known)) {
        auto here = atRandom(known);
        if (wish == ModelWeights::Digits)
            here->weightsFrom +=
                ' ' + ui::tr("It is not taught digits here: it is too large for that, or tells no classes.");
        return here;
    }
    TaughtNetwork taught = taughtDigits(known, stop, progress);
    auto here = std::make_shared<ModelWeightsHere>();
    here->network = std::make_shared<const cnn::Network>(std::move(taught.network));
    here->said = taught.how;
    here->saidBy = ui::tr("It was taught so.");
    here->weightsFrom = taught.words;
    here->taughtOn = std::move(taught.data);
    here->names = classNamesFor(here->network->outputShape().c, namesIn(*here->network), {});
    return here;
}

QImage originalPicture(const ModelInput& input, const cnn::Shape& shape, const std::stop_token& stop) {
    const QString& p = input.picture;
    if (p.startsWith("digits:")) return drawnDigit(p.mid(7).toInt());
    if (p == "card" || (p == "usual" && shape.c != 1)) return colouredPicture(cnn::testCard());
    if (p == "usual") return drawnDigit(1);
    if (p == "balloon") return balloon();
    if (p == "pasted") {
        const QImage picture = pastedPicture(input.pasted);
        if (picture.isNull())
            throw cnn::Error(cnn::ErrorCode::BadFormat,
                             cnn::Message::tr("What was pasted is no picture that can be read; paste it again."));
        return picture;
    }
    return readPicture(p, {stop, {}});
}

TrainingMoment lookedAt(const std::shared_ptr<const ModelWeightsHere>& weights, const ModelInput& input,
                        const std::stop_token& stop) {
    const cnn::Network& network = *weights->network;
    const cnn::Shape& shape = network.inputShape();
    auto look = std::make_shared<ModelLook>();
    look->weights = weights;
    look->input = input;
    look->original = originalPicture(input, shape, stop);
    look->how = forChannels(preprocessingOf(input, weights->said), shape.c);
    look->plain = fittedPicture(look->original, shape, look->how);
    TrainingMoment m;
    m.network = weights->network;
    m.picture = input.isMoved() ? movedPicture(look->plain, input) : look->plain;
    m.image = networkInput(m.picture, look->how);
    m.black = blackOf(shape, look->how);
    m.caption = pictureCaption(input, shape);
    m.classNames = weights->names.names;
    auto trace = std::make_shared<cnn::Trace>();
    cnn::ThreadPool threads(cnn::usefulThreads(network));
    network.forward(m.image, *trace, &threads);
    look->shares = sharesOf(network, trace->output());
    m.trace = std::move(trace);
    if (input.isMoved()) {
        cnn::Pass pass(cnn::Pass::Keep::Nothing, network.size(), threads.threads());
        look->plainShares = sharesOf(network, pass.forward(network, networkInput(look->plain, look->how)));
    }
    addNotes(*look, shape);
    m.model = std::move(look);
    return m;
}

// ---- on a thread ---------------------------------------------------------------------------------------------------

ModelRun::ModelRun() {
    connect(&m_work, &Background::changed, this, &ModelRun::changed);
    connect(&m_work, &Background::failed, this, [this](const QString& sentence) {
        m_refusal = sentence;
        m_moment.reset();
        emit changed();
    });
}

void ModelRun::want(const QString& network, const ModelInput& input) {
    const std::pair of{network, isNetworkFile(network) ? ModelWeights::Random : input.weights};
    if (m_network == network && m_wanted == input && (m_moment || m_work.busy() || !m_refusal.isEmpty())) return;
    struct Gone {
        std::shared_ptr<const ModelWeightsHere> weights;
        std::optional<TrainingMoment> moment;
    };
    // Weights go before others are made, never two at a time; on the thread, for hundreds of megabytes take a while.
    const auto gone = std::make_shared<Gone>();
    if (m_network != network || m_weightsOf != of) std::swap(gone->moment, m_moment);
    if (m_weightsOf != of) std::swap(gone->weights, m_weights);
    m_network = network;
    m_wanted = input;
    m_refusal.clear();
    m_work.start(networkTitle(network),
                 [this, of, input, gone, weights = m_weights](const auto& stop, const auto& progress) {
                     *gone = {};
                     const auto here = weights ? weights : weightsFor(of.first, of.second, stop, progress);
                     return [this, of, here, moment = lookedAt(here, input, stop)] {
                         m_weights = here;
                         m_weightsOf = of;
                         m_moment = moment;
                         emit finished();
                         emit changed();
                     };
                 });
}

void ModelRun::release() {
    m_work.stop();
    m_network.clear();
    m_wanted.reset();
    m_weights.reset();
    m_moment.reset();
}

QString ModelRun::doing() const {
    if (!m_work.busy()) return {};
    if (m_weights) return tr("The picture goes through %1 … Escape stops it.").arg(m_work.name());
    return tr("The weights of %1 … %2 %. Escape stops it.").arg(m_work.name()).arg(qRound(100 * m_work.progress()));
}

bool ModelRun::stop() {
    if (!m_work.busy()) return false;
    m_work.stop();
    m_wanted.reset(); // wanted again, it begins again
    m_refusal = tr("Stopped. Choose the picture or the tab again to go on.");
    emit changed();
    return true;
}

} // namespace ui
