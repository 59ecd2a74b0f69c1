#include "ui/model/shift_scene.h"

#include "core/base/error.h"
#include "core/train/sources.h"
#include "core/walk/kernel_library.h"

#include <QJsonArray>
#include <array>

namespace ui {
namespace {

[[noreturn]] void wrong(const QString& key, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("The scene's \"" + key + "\" " + why + ".").toStdString());
}

int whole(const QJsonValue& value, const QString& key, int low, int high) {
    const int number = value.toInt(low - 1);
    if (number < low || number > high) wrong(key, QString("must be a whole number from %1 to %2").arg(low).arg(high));
    return number;
}

// The first drawn digit of each class, and a square.
const std::array<cnn::Tensor, 11>& pictures() {
    static const auto all = [] {
        std::array<cnn::Tensor, 11> made;
        const cnn::Dataset digits = cnn::drawnDigits(1, 60, 1).train;
        for (std::size_t i = digits.size(); i-- > 0;) {
            const std::size_t index[] = {i};
            digits.gather(index, made[static_cast<std::size_t>(digits.labels[i])]);
        }
        cnn::Tensor& square = made[ShiftScene::square] = cnn::Tensor({1, 28, 28, 1});
        for (int y = 9; y < 19; ++y)
            for (int x = 9; x < 19; ++x) square.at(0, y, x) = 1;
        return made;
    }();
    return all;
}

} // namespace

cnn::ShiftTask ShiftScene::task() const {
    return {pictures()[static_cast<std::size_t>(picture)],
            down,
            right,
            cnn::findKernel(kernel.toStdString())->values,
            relu,
            pooling,
            window};
}

const QStringList& shiftKernels() {
    static const QStringList ids = [] {
        QStringList all;
        for (const cnn::NamedKernel& k : cnn::kernelLibrary())
            if (k.values.shape().h % 2 == 1 && k.values.shape().w % 2 == 1) all << QString::fromStdString(k.id);
        return all;
    }();
    return ids;
}

QStringList shiftKernelNames() {
    QStringList names;
    for (const QString& id : shiftKernels()) names << QString::fromStdString(cnn::findKernel(id.toStdString())->name);
    return names;
}

ShiftScene shiftSceneFrom(const QJsonObject& object) {
    ShiftScene scene;
    const QJsonValue picture = object.value("picture");
    if (picture.isString() && picture != QJsonValue("square")) wrong("picture", "must be a digit or \"square\"");
    scene.picture = picture.isString()      ? ShiftScene::square
                    : picture.isUndefined() ? 7
                                            : whole(picture, "picture", 0, 9);
    const QJsonArray shift = object.value("shift").toArray({0, 1});
    if (shift.size() != 2) wrong("shift", "needs two numbers, down and right");
    scene.down = whole(shift[0], "shift", -ShiftScene::farthest, ShiftScene::farthest);
    scene.right = whole(shift[1], "shift", -ShiftScene::farthest, ShiftScene::farthest);
    scene.kernel = object.value("kernel").toString(scene.kernel);
    if (!shiftKernels().contains(scene.kernel)) wrong("kernel", "must be one of " + shiftKernels().join(", "));
    scene.relu = object.value("relu").toBool(true);
    const auto pooling = QStringList{"max", "average", "none"}.indexOf(object.value("pooling").toString("max"));
    if (pooling < 0) wrong("pooling", "must be max, average or none");
    scene.pooling = static_cast<cnn::ShiftPooling>(pooling);
    scene.window = object.contains("window") ? whole(object.value("window"), "window", 2, 4) : 2;
    return scene;
}

QJsonObject toJson(const ShiftScene& s) {
    QJsonObject object{{"shift", QJsonArray{s.down, s.right}},
                       {"kernel", s.kernel},
                       {"relu", s.relu},
                       {"pooling", QStringList{"max", "average", "none"}[static_cast<int>(s.pooling)]},
                       {"window", s.window}};
    object["picture"] = s.picture == ShiftScene::square ? QJsonValue("square") : QJsonValue(s.picture);
    return object;
}

} // namespace ui
