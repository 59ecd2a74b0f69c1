// The rooms of the house, read from the include lines: which may see which, and that nothing goes round in a circle.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace test_rooms {

namespace {

namespace fs = std::filesystem;

const fs::path root = fs::path(CONVSCOPE_TEST_DATA).parent_path();

// THE list of rooms, each with those it may see beside itself. To add a lesson family: nothing, unless it sees another.
const std::map<std::string, std::set<std::string>> rooms{
    {"core/base", {}},
    {"core/tensor", {"core/base"}},
    {"core/kernels", {"core/tensor", "core/base"}},
    {"core/layers", {"core/kernels", "core/tensor", "core/base"}},
    {"core/network", {"core/layers", "core/kernels", "core/tensor", "core/base"}},
    {"core/data", {"core/network", "core/layers", "core/kernels", "core/tensor", "core/base"}},
    {"core/files", {"core/data", "core/network", "core/layers", "core/kernels", "core/tensor", "core/base"}},
    {"core/train", {"core/data", "core/network", "core/layers", "core/kernels", "core/tensor", "core/base"}},
    {"core/walk", {"core/layers", "core/kernels", "core/tensor", "core/base"}},
    {"core/samples", {"core/tensor", "core/base"}},
    {"core/quiz", {"core/walk", "core/network", "core/layers", "core/kernels", "core/tensor", "core/base"}},
    {"core/explain",
     {"core/walk", "core/train", "core/data", "core/network", "core/layers", "core/kernels", "core/tensor",
      "core/base"}},
    {"core/onnx", {"core/network", "core/layers", "core/kernels", "core/tensor", "core/base"}},
    {"ui", {"core"}}, // tr.h, sentence.h
    {"ui/figure", {"core", "ui"}},
    {"ui/model", {"core", "ui"}},
    {"ui/media", {"core", "ui"}},
    {"ui/camera", {"core", "ui", "ui/media"}}, // a module that nobody includes
    {"ui/export", {"core", "ui", "ui/figure"}},
    {"ui/view", {"core", "ui", "ui/figure", "ui/model"}},
    {"ui/pages", {"core", "ui", "ui/figure", "ui/model", "ui/view", "ui/export", "ui/media"}},
    {"ui/shell", {"core", "ui", "ui/figure", "ui/model", "ui/view", "ui/export", "ui/media", "ui/pages", "ui/lessons"}},
    {"app",
     {"core", "ui", "ui/figure", "ui/model", "ui/view", "ui/export", "ui/media", "ui/pages", "ui/lessons", "ui/shell"}},
};
// A family sees what pages see, pages themselves, and these other families.
const std::map<std::string, std::set<std::string>> families{
    {"ui/lessons/channels", {"ui/lessons/window"}},     {"ui/lessons/backward", {"ui/lessons/window"}},
    {"ui/lessons/model", {"ui/lessons/training"}},      {"ui/lessons/denoise", {"ui/lessons/training"}},
    {"ui/lessons/microscope", {"ui/lessons/training"}},
};

// "ui/lessons/training/maps/x.h" lies in ui/lessons/training.
std::string roomOf(const std::string& path) {
    std::string room = fs::path(path).parent_path().generic_string();
    const std::string lessons = "ui/lessons/";
    if (room.starts_with(lessons)) room = room.substr(0, room.find('/', lessons.size()));
    return room;
}

// Beside the core's rooms one by one, "core" allows all but protobuf's neighbours, "ui/lessons" all families.
bool covers(const std::string& allowed, const std::string& room) {
    return room == allowed || ((allowed == "core" || allowed == "ui/lessons") && room.starts_with(allowed + "/"));
}

std::set<std::string> allowedFor(const std::string& room) {
    if (const auto known = rooms.find(room); known != rooms.end()) return known->second;
    if (!room.starts_with("ui/lessons/")) return {};
    std::set<std::string> allowed = rooms.at("ui/pages");
    allowed.insert("ui/pages");
    if (const auto more = families.find(room); more != families.end())
        allowed.insert(more->second.begin(), more->second.end());
    return allowed;
}

struct Include {
    std::string file; // that has the line
    int line = 0;
    std::string path; // that it names
};

std::vector<std::string> sources() {
    std::vector<std::string> all;
    for (const char* part : {"core", "ui", "app"})
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / part))
            if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
                all.push_back(fs::relative(entry.path(), root).generic_string());
    return all;
}

std::vector<Include> includesOf(const std::string& file) {
    std::vector<Include> all;
    std::ifstream in(root / file);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const std::string begin = "#include \"";
        if (!line.starts_with(begin)) continue;
        const std::string path = line.substr(begin.size(), line.find('"', begin.size()) - begin.size());
        if (path.starts_with("core/") || path.starts_with("ui/") || path.starts_with("app/"))
            all.push_back({file, number, path});
    }
    return all;
}

std::string told(const Include& i) {
    return i.file + ":" + std::to_string(i.line) + " includes " + i.path;
}

TEST(Rooms, SeeOnlyWhatTheyMaySee) {
    for (const std::string& file : sources())
        for (const Include& i : includesOf(file)) {
            const std::string from = roomOf(i.file), to = roomOf(i.path);
            if (from == to) continue;
            bool may = false;
            for (const std::string& allowed : allowedFor(from)) may = may || covers(allowed, to);
            EXPECT_TRUE(may) << told(i) << ", but " << from << " may not see " << to;
        }
}

TEST(Rooms, AreAllKnown) {
    std::set<std::string> unknown;
    for (const std::string& file : sources())
        if (const std::string room = roomOf(file); !rooms.contains(room) && !room.starts_with("ui/lessons/"))
            unknown.insert(room);
    EXPECT_TRUE(unknown.empty()) << *unknown.begin() << " stands in no line of this test";
}

TEST(Rooms, AllowNoCircle) {
    std::map<std::string, int> state; // 1: being looked at, 2: done
    const std::function<void(const std::string&)> visit = [&](const std::string& room) {
        state[room] = 1;
        for (const std::string& next : allowedFor(room)) {
            EXPECT_NE(state[next], 1) << room << " and " << next << " may see each other";
            if (state[next] == 0) visit(next);
        }
        state[room] = 2;
    };
    for (const auto& [room, seen] : rooms)
        if (state[room] == 0) visit(room);
    for (const auto& [family, seen] : families)
        if (state[family] == 0) visit(family);
}

// A header and its .cpp count as one: two such pairs that include each other are one thing in four files.
TEST(Rooms, HoldNoFilesThatIncludeEachOther) {
    const auto unit = [](const std::string& path) { return path.substr(0, path.rfind('.')); };
    std::map<std::string, std::vector<Include>> graph;
    for (const std::string& file : sources())
        for (const Include& i : includesOf(file))
            if (unit(i.path) != unit(file)) graph[unit(file)].push_back(i);
    std::map<std::string, int> state;
    const std::function<void(const std::string&)> visit = [&](const std::string& at) {
        state[at] = 1;
        for (const Include& i : graph[at]) {
            const std::string next = unit(i.path);
            EXPECT_NE(state[next], 1) << told(i) << " and closes a circle";
            if (state[next] == 0) visit(next);
        }
        state[at] = 2;
    };
    std::vector<std::string> all;
    for (const auto& [name, includes] : graph) all.push_back(name);
    for (const std::string& name : all)
        if (state[name] == 0) visit(name);
}

// Libraries whose headers have the names of C.
const std::set<std::string> libraryHeaders{
    "cgif.h", "google/protobuf/io/coded_stream.h", "onnx/onnx.pb.h", "tiffio.h", "xmmintrin.h", "zip.h", "zlib.h"};

// Which system it is the program asks in one place; all other files are the same on each.
TEST(Rooms, NameTheOperatingSystemInOnePlace) {
    const std::string place = "core/base/system_", begin = "#include <";
    for (const std::string& file : sources()) {
        if (file.starts_with(place)) continue;
        std::ifstream in(root / file);
        int number = 0;
        for (std::string line; std::getline(in, line);) {
            ++number;
            const std::string where = file + ":" + std::to_string(number);
            EXPECT_EQ(line.find("_WIN32"), std::string::npos) << where << " asks for the system";
            if (!line.starts_with(begin)) continue;
            const std::string header = line.substr(begin.size(), line.find('>') - begin.size());
            const bool ofASystem = header == "csignal" || (header.ends_with(".h") && !libraryHeaders.contains(header));
            EXPECT_FALSE(ofASystem) << where << " includes " << header << ", which is for " << place << "*.cpp";
        }
    }
}

// On Windows path::string() knows ASCII alone.
TEST(Rooms, OfTheCoreReadANameWithBytesOfNameOnly) {
    for (const std::string& file : sources()) {
        if (!file.starts_with("core/")) continue;
        std::ifstream in(root / file);
        int number = 0;
        for (std::string line; std::getline(in, line);) {
            ++number;
            for (const char* call : {".string()", "->string()"})
                EXPECT_EQ(line.find(call), std::string::npos)
                    << file << ":" << number << " reads a name with string(); core/base/file_name.h has bytesOfName";
        }
    }
}

// Files that together do what one header says: one system or another, a product and its two transposes, a format read
// and written, what reads and writes the operators of a format, sources, kinds of questions, a window.
const std::map<std::string, std::string> sharedHeaders{
    {"core/base/system_posix.cpp", "core/base/system.h"},
    {"core/base/system_windows.cpp", "core/base/system.h"},
    {"core/kernels/gradient.cpp", "core/kernels/correlate.h"},
    {"core/kernels/spread.cpp", "core/kernels/correlate.h"},
    {"core/onnx/onnx_load.cpp", "core/onnx/onnx_file.h"},
    {"core/onnx/onnx_save.cpp", "core/onnx/onnx_file.h"},
    {"core/onnx/onnx_read_basics.cpp", "core/onnx/onnx_readers.h"},
    {"core/onnx/onnx_read_channels.cpp", "core/onnx/onnx_readers.h"},
    {"core/onnx/onnx_read_dense.cpp", "core/onnx/onnx_readers.h"},
    {"core/onnx/onnx_read_shapes.cpp", "core/onnx/onnx_readers.h"},
    {"core/onnx/onnx_read_values.cpp", "core/onnx/onnx_readers.h"},
    {"core/onnx/onnx_read_window.cpp", "core/onnx/onnx_readers.h"},
    {"core/onnx/onnx_write_shapes.cpp", "core/onnx/onnx_writing.h"},
    {"core/onnx/onnx_writers.cpp", "core/onnx/onnx_writing.h"},
    {"core/onnx/onnx_affine.cpp", "core/onnx/onnx_readers.h"},
    {"core/onnx/onnx_patterns.cpp", "core/onnx/onnx_graph.h"},
    {"core/data/drawn_digits.cpp", "core/data/sources.h"},
    {"core/quiz/quiz_cells.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_costs.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_gradients.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_guesses.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_kinds.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_meanings.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_padding.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_review.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_sizes.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_training.cpp", "core/quiz/quiz_fills.h"},
    {"core/quiz/quiz_moodle.cpp", "core/quiz/quiz_markup.h"},
    {"core/quiz/quiz_plain.cpp", "core/quiz/quiz_markup.h"},
    {"core/quiz/quiz_qti.cpp", "core/quiz/quiz_markup.h"},
    {"core/data/drawn_objects.cpp", "core/data/sources.h"},
    {"ui/lessons/lenet/lenet_column.cpp", "ui/lessons/lenet/lenet_figure.h"},
    {"ui/lessons/model/model_page_views.cpp", "ui/lessons/model/model_page.h"},
    {"ui/lessons/training/step/step_loss.cpp", "ui/lessons/training/step/step_figure.h"},
    {"ui/lessons/training/training_page_ways.cpp", "ui/lessons/training/training_page.h"},
    {"ui/shell/main_window_lectures.cpp", "ui/shell/main_window.h"},
    {"ui/shell/main_window_pages.cpp", "ui/shell/main_window.h"},
    {"ui/shell/presentation_input.cpp", "ui/shell/presentation.h"}};

// What a file gives stands in the header of its name; nobody has to search for who defines a function.
TEST(Rooms, GiveEveryFileAHeaderOfItsOwn) {
    for (const std::string& file : sources()) {
        if (!file.ends_with(".cpp") || file.starts_with("app/")) continue;
        const auto shared = sharedHeaders.find(file);
        const std::string header =
            shared != sharedHeaders.end() ? shared->second : file.substr(0, file.rfind('.')) + ".h";
        bool includes = false;
        for (const Include& i : includesOf(file)) includes = includes || i.path == header;
        EXPECT_TRUE(includes) << file << " includes no " << header;
    }
}

} // namespace

} // namespace test_rooms
