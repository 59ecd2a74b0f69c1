#include "ui/lessons/model/look/moved_picture.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {
namespace {

float pixelAt(const cnn::Tensor& t, int c, int y, int x) {
    const cnn::Shape& s = t.shape();
    return y < 0 || x < 0 || y >= s.h || x >= s.w ? 0.0F : t.at(c, y, x);
}

float between(const cnn::Tensor& t, int c, double y, double x) {
    const int top = static_cast<int>(std::floor(y)), left = static_cast<int>(std::floor(x));
    const auto down = static_cast<float>(y - top), right = static_cast<float>(x - left);
    const float above = (1 - right) * pixelAt(t, c, top, left) + right * pixelAt(t, c, top, left + 1);
    const float below = (1 - right) * pixelAt(t, c, top + 1, left) + right * pixelAt(t, c, top + 1, left + 1);
    return (1 - down) * above + down * below;
}

cnn::Tensor turnedAndMoved(const cnn::Tensor& picture, const ModelInput& how) {
    const cnn::Shape& s = picture.shape();
    const double angle = how.turn * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    const double middleY = (s.h - 1) / 2.0, middleX = (s.w - 1) / 2.0;
    cnn::Tensor moved(s);
    for (int y = 0; y < s.h; ++y)
        for (int x = 0; x < s.w; ++x) {
            const double dy = y - how.down - middleY, dx = x - how.right - middleX;
            const bool turned = how.turn != 0;
            const double fromY = turned ? middleY - sine * dx + cosine * dy : y - how.down;
            const double fromX = turned ? middleX + cosine * dx + sine * dy : x - how.right;
            for (int c = 0; c < s.c; ++c) moved.at(c, y, x) = between(picture, c, fromY, fromX);
        }
    return moved;
}

void addNoise(cnn::Tensor& picture, int percent) {
    cnn::Rng rng(1);
    for (float& v : picture.values()) v = std::clamp(v + static_cast<float>(rng.normal() * percent / 100), 0.0F, 1.0F);
}

void coverMiddle(cnn::Tensor& picture, int percent) {
    const cnn::Shape& s = picture.shape();
    const int side = static_cast<int>(std::lround(std::min(s.h, s.w) * percent / 100.0));
    const int top = (s.h - side) / 2, left = (s.w - side) / 2;
    for (int c = 0; c < s.c; ++c)
        for (int y = top; y < top + side; ++y)
            for (int x = left; x < left + side; ++x) picture.at(c, y, x) = 0;
}

} // namespace

cnn::Tensor movedPicture(const cnn::Tensor& picture, const ModelInput& how) {
    cnn::Tensor moved = how.turn != 0 || how.right != 0 || how.down != 0 ? turnedAndMoved(picture, how) : picture;
    if (how.noise > 0) addNoise(moved, how.noise);
    if (how.cover > 0) coverMiddle(moved, how.cover);
    return moved;
}

} // namespace ui
