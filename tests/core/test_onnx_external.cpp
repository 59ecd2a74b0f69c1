// Weights that a model keeps in another file: read under four rules, so that no model reads what is not its own.
#include "core/onnx/onnx_file.h"
#include "tests/support/sample_networks.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <onnx/onnx.pb.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

namespace cnn::test_onnx_external {
namespace {

namespace fs = std::filesystem;

class External : public testing::Test {
protected:
    External() : m_network(lenet5({}, 1)) {
        EXPECT_TRUE(m_model.ParseFromString(toOnnx(m_network)));
        std::ofstream weights(path("w.data"), std::ios::binary);
        for (auto& t : *m_model.mutable_graph()->mutable_initializer()) {
            move(t, m_length);
            weights << t.raw_data();
            m_length += t.raw_data().size();
            t.clear_raw_data();
        }
    }

    fs::path path(const std::string& name) const { return m_folder.path() / name; }

    // As PyTorch writes it.
    static void move(onnx::TensorProto& t, std::size_t offset) {
        t.set_data_location(onnx::TensorProto::EXTERNAL);
        set(t, "location", "w.data");
        set(t, "offset", std::to_string(offset));
        set(t, "length", std::to_string(t.raw_data().size()));
    }

    static void set(onnx::TensorProto& t, const std::string& key, const std::string& value) {
        for (auto& entry : *t.mutable_external_data())
            if (entry.key() == key) return entry.set_value(value);
        auto& entry = *t.add_external_data();
        entry.set_key(key);
        entry.set_value(value);
    }

    // With one entry of the largest tensor changed.
    std::string refusal(const std::string& key, const std::string& value) {
        onnx::ModelProto model = m_model;
        set(*model.mutable_graph()->mutable_initializer(4), key, value);
        return refusalOf(model);
    }

    std::string refusalOf(const onnx::ModelProto& model) {
        std::ofstream(path("m.onnx"), std::ios::binary) << model.SerializeAsString();
        try {
            openOnnx(path("m.onnx"));
        } catch (const Error& e) {
            EXPECT_NE(std::string(e.what()).find("m.onnx"), std::string::npos) << e.what();
            return e.what();
        }
        return {};
    }

    void expectRefused(const std::string& reason, const std::string& key, const std::string& value) {
        const std::string sentence = refusal(key, value);
        EXPECT_NE(sentence.find(reason), std::string::npos) << key << " " << value << ": " << sentence;
    }

    TempFolder m_folder;
    Network m_network;
    onnx::ModelProto m_model;
    std::size_t m_length = 0;
};

TEST_F(External, APairAsPyTorchWritesItGivesTheSameBits) {
    EXPECT_EQ(refusalOf(m_model), "");
    const Network back = loadOnnx(path("m.onnx"));
    for (std::size_t i = 0; i < back.size(); ++i)
        for (std::size_t k = 0; k < back.layer(i).parameters().size(); ++k)
            EXPECT_EQ(back.layer(i).parameters()[k].value, m_network.layer(i).parameters()[k].value);
}

TEST_F(External, OnlyAPlainNameBesideTheModelIsRead) {
    fs::create_directory(path("sub"));
    fs::copy_file(path("w.data"), path("sub") / "w.data");
    for (const char* name :
         {"/etc/passwd", "../w.data", "sub/w.data", "sub/../w.data", "./w.data", "..", ".", "", "a\\b", "//w.data"})
        expectRefused("no plain name", "location", name);
    expectRefused("no plain name", "location", std::string("w.data\0x", 8));
    expectRefused("is not there", "location", "missing.data");
}

TEST_F(External, OnlyARegularFileWithOneNameIsRead) {
    fs::create_symlink(path("w.data"), path("link"));
    expectRefused("a link", "location", "link");
    fs::create_symlink("/etc/passwd", path("far"));
    expectRefused("a link", "location", "far");
    fs::create_directory(path("folder"));
    expectRefused("not a regular file", "location", "folder");
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    expectRefused("not a regular file", "location", "pipe");
    fs::copy_file(path("w.data"), path("two"));
    fs::create_hard_link(path("two"), path("names"));
    expectRefused("more than one name", "location", "names");
}

TEST_F(External, OffsetAndLengthLieInsideTheFile) {
    const std::string beyond = std::to_string(m_length);
    for (const char* offset : {"-1", "x", "1e3", "99999999999999999999999", " 4", "0x10"})
        expectRefused("no count of bytes", "offset", offset);
    for (const std::string& offset : {beyond, std::string("1152921504606846976"), std::string("18446744073709551615")})
        expectRefused("behind its end", "offset", offset);
    for (const char* length : {"1152921504606846976", "18446744073709551615", "999999999"})
        expectRefused("behind its end", "length", length);
    expectRefused("but 0 numbers", "length", "0");
    expectRefused("damaged weights", "length", "191999");
    expectRefused("but 1 numbers", "length", "4");
}

TEST_F(External, AFileThatIsTooShortIsRefusedBeforeAnythingIsRead) {
    fs::resize_file(path("w.data"), m_length - 1);
    EXPECT_NE(refusalOf(m_model).find("behind its end"), std::string::npos);
}

TEST_F(External, BytesWithoutAFolderReadNoOtherFile) {
    try {
        fromOnnx(m_model.SerializeAsString(), "m.onnx");
        ADD_FAILURE() << "was read";
    } catch (const Error& e) {
        EXPECT_NE(std::string(e.what()).find("external_data=False"), std::string::npos) << e.what();
    }
}

TEST_F(External, OpeningSaysHowFarItIsAndCanBeStopped) {
    EXPECT_EQ(refusalOf(m_model), "");
    std::vector<double> shares;
    OnnxOptions options;
    options.progress = [&](double share) {
        shares.push_back(share);
        return true;
    };
    openOnnx(path("m.onnx"), options);
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
    EXPECT_EQ(shares.back(), 1);
    options.progress = [](double) { return false; };
    try {
        openOnnx(path("m.onnx"), options);
        ADD_FAILURE() << "was not stopped";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::Interrupted);
    }
}

} // namespace
} // namespace cnn::test_onnx_external
