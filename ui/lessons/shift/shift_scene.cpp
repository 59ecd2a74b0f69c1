#include "ui/lessons/shift/shift_scene.h"

#include "core/data/sources.h"
#include "core/samples/kernel_library.h"
#include "ui/model/breakpoints.h"

#include <QJsonArray>
#include <array>
#include <tuple>

namespace ui {
namespace {

using S = ShiftScene;

// The first drawn digit of each class, and a square.
const std::array<cnn::Tensor, 11>& pictures() {
    static const auto all = [] {
        std::array<cnn::Tensor, 11> made;
        const cnn::Dataset digits = cnn::drawnDigits(1, 60, 1).train;
        for (std::size_t i = digits.size(); i-- > 0;) {
            const std::size_t index[] = {i};
            digits.gather(index, made[static_cast<std::size_t>(digits.labels[i])]);
        }
        cnn::Tensor& square = made[ShiftScene::square] = cnn::Tensor({1, S::side, S::side, 1});
        for (int y = 9; y < 19; ++y)
            for (int x = 9; x < 19; ++x) square.at(0, y, x) = 1;
        return made;
    }();
    return all;
}

// In grey, on black as the digits are: bright up to the padding, its edge there would outweigh all others, and stay
// where it is when the picture moves. All black until it is read.
cnn::Tensor grey(const SharedPicture& given) {
    cnn::Tensor picture({1, S::side, S::side, 1});
    if (!given || !given->isRead()) return picture;
    const cnn::Tensor inner = bytesAt(*given, {1, S::givenSide, S::givenSide, 1});
    constexpr int margin = (S::side - S::givenSide) / 2;
    for (int y = 0; y < S::givenSide; ++y)
        for (int x = 0; x < S::givenSide; ++x) picture.at(0, y + margin, x + margin) = inner.at(0, y, x) / 255;
    return picture;
}

// ---- the rows, in the order of the inspector -----------------------------------------------------------------------

const QStringList named{"square", "photo"}; // the pictures that are no digits

void readChosen(const SceneValue& from, S& s) {
    const SceneValue picture = from["picture"];
    if (!picture.isText()) return void(s.picture = picture.whole(0, 9, s.picture));
    const auto which = static_cast<int>(named.indexOf(picture.text(10)));
    if (which < 0) picture.refuse("must be a digit, \"square\" or \"photo\"");
    s.picture = S::square + which;
}

QJsonValue writtenChosen(const S& s) {
    return s.picture < S::square ? QJsonValue(s.picture) : QJsonValue(named[s.picture - S::square]);
}

void readShift(const SceneValue& from, S& s) {
    if (!from["shift"].given()) return;
    const auto shift = from["shift"].list(2);
    s.down = shift[0].whole(-S::farthest, S::farthest);
    s.right = shift[1].whole(-S::farthest, S::farthest);
}

void addPicture(SettingTable<S>& t) {
    QStringList pictures;
    for (int digit = 0; digit < S::square; ++digit) pictures << tr("Digit %1").arg(digit);
    pictures << tr("Square") << tr("Your picture");
    t.file("picture", tr("0 to 9, \"square\" or \"photo\""),
           tr("A drawn digit, a square, or the picture that was given."), readChosen, writtenChosen)
        .switched(
            tr("Picture"), pictures, [](const S& s) { return s.picture; },
            [](S& s, double v) { s.picture = static_cast<int>(v); })
        .own(tr("Picture"));
    addGiven(t, &S::given);
    t.file("shift", tr("two numbers from %1 to %2: down, right").arg(-S::farthest).arg(S::farthest),
           tr("How far the picture is moved, in pixels."), readShift, [](const S& s) {
               return QJsonArray{s.down, s.right};
           });
    for (const auto& [id, label, to] :
         {std::tuple("right", tr("Pixels right"), &S::right), std::tuple("down", tr("Pixels down"), &S::down)})
        t.control(id).stepper(
            label, -S::farthest, S::farthest, [to = to](const S& s) { return s.*to; },
            [to = to](S& s, double v) { s.*to = static_cast<int>(v); });
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    addPicture(t);
    using cnn::ShiftPooling;
    t.choice("pooling", tr("Pools"), &S::pooling,
             {{ShiftPooling::Max, "max", tr("max")},
              {ShiftPooling::Average, "average", tr("mean")},
              {ShiftPooling::None, "none", tr("none")}},
             tr("What the pools take of their window."));
    t.whole("window", tr("Pool window"), &S::window, 2, 4, tr("Its rows and columns."))
        .when([](const S& s) { return s.pooling != ShiftPooling::None; }, tr("pools"))
        .squared = true;
    std::vector<Choice<QString>> kernels;
    for (const QString& id : shiftKernels())
        kernels.push_back({id, id, QString::fromStdString(cnn::findKernel(id.toStdString())->name)});
    t.choice("kernel", tr("Kernel"), &S::kernel, kernels, tr("A kernel of the library that can be padded evenly."))
        .dropDown();
    t.flag("relu", tr("ReLU"), &S::relu, {tr("on"), tr("off")}, tr("A ReLU stands behind the convolution."), true);
    t.beside(ShiftStanding::table());
    t.beside(Breakpoints::table(shiftGrains));
    return t;
}

} // namespace

cnn::ShiftTask ShiftScene::task() const {
    return {showsGiven() ? grey(given) : pictures()[static_cast<std::size_t>(picture)],
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

SettingTable<ShiftStanding> ShiftStanding::table() {
    constexpr int most = 100; // beyond the last: the last
    SettingTable<ShiftStanding> t;
    t.file(
        "layers", rangeText(0, most),
        ui::tr("How many layers after the input are shown; otherwise all, step by pixel."),
        [](const SceneValue& from, ShiftStanding& s) {
            if (from["layers"].given()) s.layers = from["layers"].whole(0, most);
        },
        [](const ShiftStanding& s) { return s.layers ? QJsonValue(*s.layers) : QJsonValue(QJsonValue::Undefined); });
    return t;
}

const SettingTable<ShiftScene>& shiftSettings() {
    static const auto table = makeTable();
    return table;
}

ShiftScene shiftSceneFrom(const QJsonObject& object) {
    const S scene = shiftSettings().read(object);
    if (scene.showsGiven()) requireGiven(SceneValue(object), scene.given);
    return scene;
}

QJsonObject toJson(const ShiftScene& s) {
    return shiftSettings().write(s);
}

} // namespace ui
