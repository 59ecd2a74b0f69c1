// Pictures of cells: the same for the same seed whatever else is asked, within their range, with the mask of the cell
// in the middle; what a mark changes, and that it changes nothing else.
#include "core/data/cell_camera.h"
#include "core/data/cell_form.h"
#include "core/data/cell_pictures.h"
#include "core/tensor/blur.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace cnn::test_cell_pictures {
namespace {

constexpr MarkedPictures allMarkings[] = {MarkedPictures::OfItsClass, MarkedPictures::None, MarkedPictures::All,
                                          MarkedPictures::Half};

std::size_t inMask(const CellPicture& picture) {
    return static_cast<std::size_t>(std::ranges::count(picture.mask, std::uint8_t{1}));
}

double meanOf(std::span<const float> values) {
    double sum = 0;
    for (const float v : values) sum += static_cast<double>(v);
    return sum / static_cast<double>(values.size());
}

TEST(Cells, APictureIsTheSameWhateverElseIsAsked) {
    const CellSettings settings;
    const Dataset many = cellPictures(settings, 5, 0, 9, MarkedPictures::None);
    const Dataset later = cellPictures(settings, 5, 6, 3, MarkedPictures::None);
    const std::size_t each = many.shape.perImage();
    EXPECT_EQ(many.shape, (Shape{1, 48, 48, 1}));
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(many.bytes(6 + i), later.bytes(i));
        const CellPicture alone = cellPicture(settings, 5, 6 + i, MarkedPictures::None);
        for (std::size_t p = 0; p < each; ++p)
            ASSERT_EQ(later.pixels[i * each + p], std::round(255 * alone.values[p])) << p;
    }
    EXPECT_NE(cellPicture(settings, 6, 6, MarkedPictures::None).values,
              cellPicture(settings, 5, 6, MarkedPictures::None).values);
}

TEST(Cells, ClassesComeInTurnUnderTheirNamesInPlainWords) {
    for (const int classes : {2, 4, 6}) {
        CellSettings settings;
        settings.classes = classes;
        settings.side = 32;
        const Dataset set = cellPictures(settings, 1, 0, 12, MarkedPictures::None);
        for (std::size_t i = 0; i < set.size(); ++i) EXPECT_EQ(set.labels[i], static_cast<int>(i) % classes);
        ASSERT_EQ(set.classNames.size(), static_cast<std::size_t>(classes));
        EXPECT_EQ(set.classNames[0], "round");
    }
    ASSERT_EQ(cellKinds().size(), static_cast<std::size_t>(CellSettings::mostClasses));
    const std::set<std::string> different(cellKinds().begin(), cellKinds().end());
    EXPECT_EQ(different.size(), cellKinds().size());
}

TEST(Cells, ValuesStayBetweenBlackAndWhiteAtEverySizeAndTheMaskIsTheCellsInTheMiddle) {
    for (const int side : {32, 48, 128})
        for (const int channels : {1, 2}) {
            CellSettings settings;
            settings.side = side;
            settings.channels = channels;
            settings.classes = 6;
            for (std::uint64_t i = 0; i < 6; ++i) {
                const CellPicture p = cellPicture(settings, 3, i, MarkedPictures::None);
                const auto pixels = static_cast<std::size_t>(side * side);
                ASSERT_EQ(p.values.size(), pixels * static_cast<std::size_t>(channels));
                for (const float v : p.values) ASSERT_TRUE(v >= 0 && v <= 1) << v;
                ASSERT_EQ(p.mask.size(), pixels);
                const double share = static_cast<double>(inMask(p)) / static_cast<double>(pixels);
                EXPECT_TRUE(share > 0.03 && share < 0.6) << "kind " << i << ": " << share;
                double y = 0, x = 0;
                for (std::size_t at = 0; at < pixels; ++at)
                    if (p.mask[at] != 0) {
                        y += static_cast<double>(at / static_cast<std::size_t>(side));
                        x += static_cast<double>(at % static_cast<std::size_t>(side));
                    }
                const double middle = (side - 1) / 2.0, near = 0.12 * side;
                EXPECT_NEAR(y / static_cast<double>(inMask(p)), middle, near);
                EXPECT_NEAR(x / static_cast<double>(inMask(p)), middle, near);
            }
        }
}

TEST(Cells, AreBrighterThanTheBackgroundAroundThem) {
    CellSettings settings;
    settings.classes = 6;
    settings.neighbours = false;
    for (std::uint64_t i = 0; i < 12; ++i) {
        const CellPicture p = cellPicture(settings, 2, i, MarkedPictures::None);
        double on = 0, off = 0;
        for (std::size_t at = 0; at < p.mask.size(); ++at)
            (p.mask[at] != 0 ? on : off) += static_cast<double>(p.values[at]);
        const auto inside = static_cast<double>(inMask(p)), outside = static_cast<double>(p.mask.size()) - inside;
        EXPECT_GT(on / inside, 2 * off / outside) << i;
    }
}

TEST(Cells, TheSameCellStandsInASmallPictureAndInALargeOne) {
    CellSettings small, large;
    small.side = 32;
    large.side = 128;
    for (std::uint64_t i = 0; i < 4; ++i) {
        const double a = static_cast<double>(inMask(cellPicture(small, 4, i, MarkedPictures::None))) / (32 * 32);
        const double b = static_cast<double>(inMask(cellPicture(large, 4, i, MarkedPictures::None))) / (128 * 128);
        EXPECT_NEAR(a, b, 0.1 * b) << i;
    }
}

TEST(Cells, MasksAreThoseOfThePictures) {
    CellSettings settings;
    settings.crop = 3;
    const std::vector<std::uint8_t> masks = cellMasks(settings, 8, 10, 5);
    ASSERT_EQ(masks.size(), 5U * 42 * 42);
    for (std::size_t i = 0; i < 5; ++i) {
        const CellPicture p = cellPicture(settings, 8, 10 + i, MarkedPictures::All);
        EXPECT_TRUE(std::ranges::equal(p.mask, std::span(masks).subspan(i * 42 * 42, 42 * 42)));
    }
}

TEST(Cells, ACropKeepsTheMiddleAsItWas) {
    CellSettings whole, cropped;
    cropped.crop = 7;
    const CellPicture before = cellPicture(whole, 9, 1, MarkedPictures::None);
    const CellPicture after = cellPicture(cropped, 9, 1, MarkedPictures::None);
    ASSERT_EQ(after.values.size(), 34U * 34);
    EXPECT_EQ(cellPictures(cropped, 9, 0, 1, MarkedPictures::None).shape, (Shape{1, 34, 34, 1}));
    for (std::size_t y = 0; y < 34; ++y)
        for (std::size_t x = 0; x < 34; ++x) ASSERT_EQ(after.values[y * 34 + x], before.values[(y + 7) * 48 + x + 7]);
}

TEST(Cells, NoMarkIsBorneWithoutOneAndEachMarkingMeansWhatItSays) {
    CellSettings settings;
    settings.markedClass = 2;
    for (const MarkedPictures marking : allMarkings)
        for (std::uint64_t i = 0; i < 8; ++i) EXPECT_FALSE(cellPicture(settings, 1, i, marking).marked);
    settings.mark = CellMark::Corner;
    int half = 0;
    for (std::uint64_t i = 0; i < 80; ++i) {
        EXPECT_EQ(cellPicture(settings, 1, i, MarkedPictures::OfItsClass).marked, i % 4 == 2);
        EXPECT_FALSE(cellPicture(settings, 1, i, MarkedPictures::None).marked);
        EXPECT_TRUE(cellPicture(settings, 1, i, MarkedPictures::All).marked);
        half += cellPicture(settings, 1, i, MarkedPictures::Half).marked ? 1 : 0;
    }
    EXPECT_TRUE(half > 25 && half < 55) << half;
}

// The picture beside the mark is the same to the last grain of noise: only so does a table tell the mark's own worth.
TEST(Cells, AMarkInTheCornerChangesNothingButTheCorner) {
    CellSettings settings;
    settings.mark = CellMark::Corner;
    const CellPicture without = cellPicture(settings, 1, 3, MarkedPictures::None);
    const CellPicture with = cellPicture(settings, 1, 3, MarkedPictures::All);
    for (std::size_t y = 0; y < 48; ++y)
        for (std::size_t x = 0; x < 48; ++x) {
            const bool corner = y >= 2 && y < 7 && x >= 2 && x < 7;
            if (corner) {
                EXPECT_GT(with.values[y * 48 + x], 0.6F);
            } else {
                ASSERT_EQ(with.values[y * 48 + x], without.values[y * 48 + x]) << y << ' ' << x;
            }
        }
    settings.crop = 7;
    EXPECT_EQ(cellPicture(settings, 1, 3, MarkedPictures::None).values,
              cellPicture(settings, 1, 3, MarkedPictures::All).values)
        << "a crop of seven cuts the mark off";
}

TEST(Cells, EachMarkShowsAsItsNameSays) {
    const auto mean = [](CellMark mark, MarkedPictures marked) {
        CellSettings settings;
        settings.mark = mark;
        double sum = 0, edges = 0;
        for (std::uint64_t i = 0; i < 12; ++i) {
            const CellPicture p = cellPicture(settings, 1, i, marked);
            sum += meanOf(p.values) / 12;
            for (std::size_t at = 1; at < p.values.size(); ++at)
                edges += static_cast<double>(std::abs(p.values[at] - p.values[at - 1]));
        }
        return std::pair(sum, edges);
    };
    const auto plain = mean(CellMark::Light, MarkedPictures::None);
    EXPECT_GT(mean(CellMark::Light, MarkedPictures::All).first, 1.3 * plain.first);
    EXPECT_LT(mean(CellMark::Focus, MarkedPictures::All).second, 0.97 * plain.second)
        << "softer: less from pixel to pixel";
    EXPECT_NEAR(mean(CellMark::Focus, MarkedPictures::All).first, plain.first, 0.05 * plain.first);
    EXPECT_GT(mean(CellMark::Batch, MarkedPictures::All).first, plain.first + 0.05) << "another background";
}

TEST(Cells, AMarkOfNoStrengthChangesNothing) {
    for (const auto& named : cellMarkNames) {
        CellSettings settings;
        settings.mark = named.value;
        settings.strength = 0;
        EXPECT_EQ(cellPicture(settings, 1, 5, MarkedPictures::All).values,
                  cellPicture(settings, 1, 5, MarkedPictures::None).values)
            << named.name;
    }
}

TEST(Cells, NoTestPictureIsATrainingPicture) {
    CellSettings settings;
    settings.side = 32;
    const DataSplit split = cellSplit(settings, 3, 24, 24);
    std::set<std::vector<std::uint8_t>> seen;
    for (const Dataset* set : {&split.train, &split.test})
        for (std::size_t i = 0; i < set->size(); ++i) EXPECT_TRUE(seen.insert(set->bytes(i)).second);
    EXPECT_EQ(split.test.bytes(4),
              cellPictures(settings, cellSeeds(3).test, 4, 1, MarkedPictures::OfItsClass).bytes(0));
}

TEST(Cells, CountedPhotonsHaveTheMeanAndTheSpreadOfPoisson) {
    const double noise = 0.5, level = 0.3, white = 30 / (noise * noise);
    std::vector<float> values(20000, static_cast<float>(level));
    Rng rng(1);
    countPhotons(noise, rng, values);
    const double mean = meanOf(values);
    double square = 0;
    for (const float v : values) square += (static_cast<double>(v) - mean) * (static_cast<double>(v) - mean);
    EXPECT_NEAR(mean, level, 0.003);
    EXPECT_NEAR(square / 20000, level / white, 0.06 * level / white) << "a count's variance is its mean";
    std::vector<float> clean(10, 0.4F);
    countPhotons(0, rng, clean);
    EXPECT_EQ(clean, std::vector<float>(10, 0.4F)) << "no noise, no counting";
}

// A loop of its own: every weight of the plane's Gaussian, row and column at once.
TEST(Blur, IsTheMeanOverTheNeighboursWeighedByAGaussian) {
    const int rows = 7, columns = 9;
    const double deviation = 1.1;
    std::vector<float> values(static_cast<std::size_t>(rows * columns));
    Rng rng(2);
    for (float& v : values) v = static_cast<float>(rng.uniform());
    const std::vector<float> before = values;
    blurPlane(values, rows, columns, deviation);
    const int reach = static_cast<int>(std::ceil(2.5 * deviation));
    const auto weight = [&](int d) { return std::exp(-d * d / (2 * deviation * deviation)); };
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            double sum = 0, all = 0;
            for (int dy = -reach; dy <= reach; ++dy)
                for (int dx = -reach; dx <= reach; ++dx) {
                    const int row = std::clamp(y + dy, 0, rows - 1), column = std::clamp(x + dx, 0, columns - 1);
                    sum += weight(dy) * weight(dx) *
                           static_cast<double>(before[static_cast<std::size_t>(row * columns + column)]);
                    all += weight(dy) * weight(dx);
                }
            EXPECT_NEAR(static_cast<double>(values[static_cast<std::size_t>(y * columns + x)]), sum / all, 1e-6);
        }
}

} // namespace
} // namespace cnn::test_cell_pictures
