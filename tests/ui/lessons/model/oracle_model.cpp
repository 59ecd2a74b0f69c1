// The truth about the program's networks: their layers written down once more, shapes, numbers and products counted by
// plain loops.
#include "tests/ui/walk/oracle.h"

#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QStringList>

namespace ui {
namespace {

struct PlainLayer {
    QString name;
    qint64 c = 0, h = 0, w = 0, parameters = 0, products = 0;
    qint64 field = 0; // 0: all
};

// Layers from the input on; what has no weights but a window is a pool.
struct Counted {
    qint64 c, h, w, field = 1, jump = 1;
    std::vector<PlainLayer> layers{};

    void put(const QString& name, qint64 parameters, qint64 products) {
        layers.push_back({name, c, h, w, parameters, products, field});
    }
    void slide(qint64 k, qint64 stride, qint64 pad) {
        h = (h + 2 * pad - k) / stride + 1;
        w = (w + 2 * pad - k) / stride + 1;
        if (field > 0) field += (k - 1) * jump;
        jump *= stride;
    }
    void conv(const QString& name, qint64 outputs, qint64 k, qint64 pad) {
        const qint64 weights = outputs * c * k * k;
        slide(k, 1, pad);
        c = outputs;
        put(name, weights + outputs, weights * h * w);
    }
    void pool(const QString& name, bool trains = false) {
        slide(2, 2, 0);
        put(name, trains ? 2 * c : 0, trains ? c * h * w : 0);
    }
    void dense(const QString& name, qint64 outputs) {
        const qint64 weights = outputs * c * h * w;
        c = outputs;
        h = w = 1;
        field = 0;
        put(name, weights + outputs, weights);
    }
};

std::vector<PlainLayer> vgg(std::initializer_list<int> blocks) {
    Counted net{3, 224, 224};
    int block = 1, channels = 64;
    for (const int count : blocks) {
        for (int i = 1; i <= count; ++i) net.conv(QString("conv%1_%2").arg(block).arg(i), channels, 3, 1);
        net.pool(QString("pool%1").arg(block++));
        channels = std::min(512, 2 * channels);
    }
    net.dense("fc6", 4096);
    net.dense("fc7", 4096);
    net.dense("fc8", 1000);
    return net.layers;
}

std::vector<PlainLayer> lenet5() {
    Counted net{1, 28, 28};
    net.conv("conv1", 6, 5, 2);
    net.pool("pool1");
    net.conv("conv2", 16, 5, 0);
    net.pool("pool2");
    net.dense("dense1", 120);
    net.dense("dense2", 84);
    net.dense("dense3", 10);
    return net.layers;
}

std::vector<PlainLayer> lenet1998() {
    Counted net{1, 28, 28};
    net.conv("C1", 6, 5, 2);
    net.pool("S2", true);
    net.conv("C3", 16, 5, 0);
    // Of its 96 pairs of maps the paper's table has 60.
    net.layers.back().parameters = 60 * 25 + 16;
    net.layers.back().products = 60LL * 25 * 100;
    net.pool("S4", true);
    net.conv("C5", 120, 5, 0);
    net.dense("F6", 84);
    net.dense("output", 10);
    return net.layers;
}

std::vector<PlainLayer> mlp() {
    Counted net{1, 28, 28};
    net.c = 784;
    net.h = net.w = 1;
    net.put("flatten", 0, 0);
    net.dense("dense1", 75);
    net.dense("dense2", 32);
    net.dense("dense3", 10);
    return net.layers;
}

std::vector<PlainLayer> tinyVgg() {
    Counted net{1, 28, 28};
    int number = 1;
    for (const int channels : {8, 16}) {
        for (int i = 0; i < 2; ++i) net.conv(QString("conv%1").arg(number++), channels, 3, 1);
        net.pool(QString("pool%1").arg(number / 2));
    }
    net.dense("dense1", 64);
    net.dense("dense2", 10);
    return net.layers;
}

std::vector<PlainLayer> autoencoderLayers() {
    Counted net{1, 28, 28};
    const auto up = [&](const QString& name) {
        net.h *= 2;
        net.w *= 2;
        net.jump /= 2;
        net.put(name, 0, 0);
    };
    net.conv("conv1", 16, 3, 1);
    net.pool("pool1");
    net.conv("conv2", 32, 3, 1);
    net.pool("pool2");
    up("up1");
    net.conv("conv3", 16, 3, 1);
    up("up2");
    net.conv("conv4", 1, 3, 1);
    return net.layers;
}

struct PlainNetwork {
    QString title;
    std::vector<PlainLayer> layers;
};

const QMap<QString, PlainNetwork>& plainNetworks() {
    static const QMap<QString, PlainNetwork> all{{"vgg19", {"VGG-19", vgg({2, 2, 4, 4, 4})}},
                                                 {"vgg16", {"VGG-16", vgg({2, 2, 3, 3, 3})}},
                                                 {"lenet5", {"LeNet-5", lenet5()}},
                                                 {"lenet1998", {"LeNet-5 of 1998", lenet1998()}},
                                                 {"mlp", {"MLP", mlp()}},
                                                 {"tinyvgg", {"Tiny VGG", tinyVgg()}},
                                                 {"autoencoder", {"Autoencoder", autoencoderLayers()}}};
    return all;
}

qint64 number(QString text) {
    return text.remove(QChar(0x202f)).replace("–", "0").toLongLong();
}

QString shape(const PlainLayer& layer) {
    return layer.h == 1 && layer.w == 1 ? QString::number(layer.c)
                                        : QString("%1@%2×%3").arg(layer.c).arg(layer.h).arg(layer.w);
}

// One row as it is said.
struct SaidRow {
    QString name, shape, field;
    qint64 parameters = 0, products = 0;
};

// What is said of the network of this title; with one network no title is said.
std::vector<SaidRow> rowsSaid(const QString& words, const QString& title) {
    static const QRegularExpression row("^(?:(.+), )?([^,:]+): .+, gives ([^,]+), (\\S+) parameters, (\\S+) "
                                        "multiply-adds, map .+, field (.+)$");
    std::vector<SaidRow> rows;
    for (QString part : words.split("; ")) {
        const auto match = row.match(part);
        if (match.hasMatch() && match.captured(1) == title)
            rows.push_back({match.captured(2), match.captured(3), match.captured(6), number(match.captured(4)),
                            number(match.captured(5))});
    }
    return rows;
}

QString rowObjection(const SaidRow& said, const PlainNetwork& truth) {
    for (const PlainLayer& layer : truth.layers) {
        if (layer.name != said.name) continue;
        const bool isRight = said.shape == shape(layer) && said.parameters == layer.parameters &&
                             said.products == layer.products &&
                             (layer.field == 0 ? said.field == "all" : said.field.toLongLong() == layer.field);
        if (isRight || truth.title == "Autoencoder") // whose fields behind the upsampling are another lesson's
            return isRight || (said.shape == shape(layer) && said.parameters == layer.parameters &&
                               said.products == layer.products)
                       ? QString()
                       : "Wrong: " + said.name + " of " + truth.title;
        return QString("%1 of %2 gives %3, has %4 parameters, %5 products, field %6")
            .arg(said.name, truth.title, shape(layer))
            .arg(layer.parameters)
            .arg(layer.products)
            .arg(layer.field);
    }
    return said.name + " is no layer of " + truth.title;
}

QString sumObjection(const QString& words, const PlainNetwork& truth) {
    qint64 parameters = 0, products = 0;
    for (const PlainLayer& layer : truth.layers) {
        parameters += layer.parameters;
        products += layer.products;
    }
    static const QRegularExpression sum("([^;]+) in all: (\\S+) parameters, (\\S+) multiply-adds");
    for (auto all = sum.globalMatch(words); all.hasNext();) {
        const auto match = all.next();
        if (match.captured(1).trimmed() == truth.title && number(match.captured(2)) == parameters &&
            number(match.captured(3)) == products)
            return {};
    }
    return QString("%1 has %2 parameters and %3 products in all").arg(truth.title).arg(parameters).arg(products);
}

QString orderObjection(const std::vector<SaidRow>& rows, const QJsonObject& scene) {
    const QString by = scene["sort"].toString();
    if (by != "parameters" && by != "work") return {};
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const qint64 before = by == "work" ? rows[i - 1].products : rows[i - 1].parameters;
        const qint64 after = by == "work" ? rows[i].products : rows[i].parameters;
        if (scene["descending"].toBool() ? before < after : before > after) return "The rows are not sorted by " + by;
    }
    return {};
}

// In the view of all stages each layer is told with its shape.
QString stagesObjection(const QString& words, const QString& network) {
    for (const PlainLayer& layer : plainNetworks().value(network).layers) {
        if (layer.name == "flatten") continue; // it has no stage
        if (!words.contains(QString("%1 %2: ").arg(layer.name, shape(layer))))
            return QString("No stage %1 of %2").arg(layer.name, shape(layer));
    }
    return {};
}

} // namespace

static QString modelObjection(const Shown& shown) {
    const QString view = shown.scene["view"].toString("table");
    if (view == "stages") return stagesObjection(shown.words, shown.scene["network"].toString());
    if (view != "table") return {}; // test_model_looks.cpp, test_every_origin.cpp
    const QString first = shown.scene["network"].toString(), second = shown.scene["beside"].toString();
    const bool isPair = !second.isEmpty(),
               isWhole = shown.scene["find"].toString().isEmpty() && !(isPair && shown.scene["diffOnly"].toBool());
    for (const QString& id : isPair ? QStringList{first, second} : QStringList{first}) {
        const PlainNetwork truth = plainNetworks().value(id);
        const auto rows = rowsSaid(shown.words, isPair ? truth.title : QString());
        for (const SaidRow& row : rows)
            if (const QString wrong = rowObjection(row, truth); !wrong.isEmpty()) return wrong;
        if (isWhole && rows.size() < truth.layers.size()) return "Not all layers of " + truth.title + " are told";
        if (const QString wrong = sumObjection(shown.words, truth); !wrong.isEmpty()) return wrong;
        if (isPair) continue; // sorted by the first one's numbers where it has the row
        if (const QString wrong = orderObjection(rows, shown.scene); !wrong.isEmpty()) return wrong;
    }
    return {};
}

static const ListedOracle knowsModels("model", modelObjection);

} // namespace ui
