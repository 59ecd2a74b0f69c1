// What has to hold because the core is a shared library that exists once per processor level.
#include "core/base/core_level.h"
#include "core/layers/catalog.h"
#include "core/layers/pool2d.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <typeinfo>

namespace cnn::test_core_library {
namespace {

TEST(CoreLibrary, IsOfTheLevelThatWasAskedFor) {
    const char* asked = std::getenv("CONVSCOPE_LEVEL");
    if (!asked) GTEST_SKIP() << "nobody asked for one";
    const std::string level = asked;
    EXPECT_EQ(coreLevel(), level == "baseline" ? "x86-64 baseline" : level);
}

TEST(CoreLibrary, ThrowsErrorsThatAreCaughtOutsideByTheirType) {
    try {
        makeLayer({"no such layer", {}, 0, 0});
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Usage);
    }
}

TEST(CoreLibrary, MakesLayersWhoseTypeIsKnownOutside) {
    const std::unique_ptr<Layer> layer = makeLayer({"maxpool2d", Window::square(2), 0, 0});
    EXPECT_NE(dynamic_cast<const MaxPool2d*>(layer.get()), nullptr);
    EXPECT_EQ(dynamic_cast<const AvgPool2d*>(layer.get()), nullptr);
    EXPECT_TRUE(typeid(*layer) == typeid(MaxPool2d));
}

} // namespace
} // namespace cnn::test_core_library
