#include "ui/lessons/shift/shift_scene.h"

#include "core/samples/kernel_library.h"
#include "core/train/sources.h"
#include "ui/model/scene_value.h"

#include <QJsonArray>
#include <array>

namespace ui {
namespace {

const QStringList poolings{"max", "average", "none"}; // THE names in files, in the order of the enumeration

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
    const SceneValue from(object);
    ShiftScene scene;
    const SceneValue picture = from["picture"], kernel = from["kernel"];
    if (picture.isText() && picture.text(10) != "square") picture.refuse("must be a digit or \"square\"");
    scene.picture = picture.isText() ? ShiftScene::square : picture.whole(0, 9, scene.picture);
    if (from["shift"].given()) {
        const auto shift = from["shift"].list(2);
        scene.down = shift[0].whole(-ShiftScene::farthest, ShiftScene::farthest);
        scene.right = shift[1].whole(-ShiftScene::farthest, ShiftScene::farthest);
    }
    if (kernel.given()) scene.kernel = shiftKernels()[kernel.oneOf(shiftKernels())];
    scene.relu = from["relu"].flag(true);
    scene.pooling = static_cast<cnn::ShiftPooling>(from["pooling"].oneOf(poolings));
    scene.window = from["window"].whole(2, 4, 2);
    return scene;
}

QJsonObject toJson(const ShiftScene& s) {
    QJsonObject object{{"shift", QJsonArray{s.down, s.right}},
                       {"kernel", s.kernel},
                       {"relu", s.relu},
                       {"pooling", poolings[static_cast<int>(s.pooling)]},
                       {"window", s.window}};
    object["picture"] = s.picture == ShiftScene::square ? QJsonValue("square") : QJsonValue(s.picture);
    return object;
}

} // namespace ui
