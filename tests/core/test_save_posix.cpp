// What a save promises where files have permissions and links, and processes are killed.
#include "tests/support/saved_by_child.h"
#include "tests/support/saving.h"
#include "tests/support/temp_folder.h"

#include <cstring>
#include <gtest/gtest.h>
#include <iostream>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace test_save_posix {

namespace {

namespace fs = std::filesystem;
using cnn::saveFile;
using namespace std::string_view_literals;

mode_t modeOf(const fs::path& file) {
    struct stat info {};
    EXPECT_EQ(::stat(file.c_str(), &info), 0);
    return info.st_mode & 07777;
}

} // namespace

// ---- what a save leaves ---------------------------------------------------------------------------------------------

TEST(SaveFile, ANewFileHasWhatTheUmaskLeavesAndAReplacedOneKeepsItsPermissions) {
    const TempFolder folder;
    const mode_t before = ::umask(027);
    saveFile(folder.path() / "new", "1"sv);
    ::umask(before);
    EXPECT_EQ(modeOf(folder.path() / "new"), 0640U);
    for (const mode_t mode : {0600U, 0444U, 0666U, 0751U}) {
        const fs::path file = folder.write("old", "old");
        ASSERT_EQ(::chmod(file.c_str(), mode), 0);
        saveFile(file, "replaced"sv);
        EXPECT_EQ(content(file), "replaced");
        EXPECT_EQ(modeOf(file), mode);
        fs::remove(file);
    }
    EXPECT_EQ(names(folder.path()), (std::set<std::string>{"new"}));
}

TEST(SaveFile, ALinkIsFollowedToAFileToAnotherLinkAndToAFileThatIsNotThereYet) {
    const TempFolder folder;
    const fs::path dir = folder.path();
    fs::create_directory(dir / "far");
    folder.write("there", "old");
    fs::create_symlink("there", dir / "to-file");
    fs::create_symlink("to-file", dir / "to-link");
    fs::create_symlink("far/relative", dir / "dangling");
    fs::create_symlink(dir / "far" / "absolute", dir / "dangling-absolute");
    fs::create_symlink("../dangling", dir / "far" / "up");
    for (const char* link : {"to-file", "to-link", "dangling", "dangling-absolute", "far/up"}) {
        saveFile(dir / link, std::string_view(link));
        EXPECT_TRUE(fs::is_symlink(dir / link)) << link;
        EXPECT_EQ(content(dir / link), link);
    }
    EXPECT_EQ(content(dir / "there"), "to-link");
    EXPECT_EQ(content(dir / "far" / "relative"), "far/up");
    EXPECT_EQ(content(dir / "far" / "absolute"), "dangling-absolute");
    EXPECT_EQ(names(dir / "far"), (std::set<std::string>{"relative", "absolute", "up"}));
}

TEST(SaveFile, EveryNameTheSystemCanHaveIsWrittenUnderThatNameAndNoOther) {
    std::string umlauts;
    for (int i = 0; i < 127; ++i) umlauts += "\xc3\xa4";
    for (const std::string& name : {std::string(250, 'x'), std::string(255, 'x'), umlauts + "x", "x" + umlauts,
                                    std::string("\xff\xfe.csv"), std::string(255, '\xe4'), std::string("a\nb\x1b[2J"),
                                    std::string("-"), std::string(" "), std::string("...")}) {
        const TempFolder folder;
        for (const char* bytes : {"first", "second"}) {
            saveFile(folder.path() / name, std::string_view(bytes));
            EXPECT_EQ(names(folder.path()), std::set<std::string>{name});
            EXPECT_EQ(content(folder.path() / name), bytes);
        }
    }
}

TEST(SaveFile, WhatCannotBeAFileIsRefusedWithTheReasonAndNothingIsLeft) {
    const TempFolder folder;
    const fs::path dir = folder.path();
    fs::create_directory(dir / "folder");
    folder.write("file", "old");
    fs::create_symlink("round", dir / "round");
    fs::create_symlink("nowhere/file", dir / "lost");
    ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
    const auto before = names(dir);
    expectRefused(dir / "folder", {"folder", "it is a folder"});
    expectRefused(dir / "new" / "", {"new/", "name of a folder"});
    expectRefused(dir / "folder" / "..", {"it is a folder"});
    expectRefused(dir / "file" / "", {"name of a folder"});
    expectRefused(dir / "file" / "below", {"Not a directory"});
    expectRefused(dir / "nowhere" / "file", {"nowhere", "no such folder"});
    expectRefused(dir / "lost", {"lost", "a link to ", "nowhere/file", "no such folder"});
    expectRefused(dir / "round", {"round", "symbolic links"});
    expectRefused(dir / "pipe", {"pipe", "not a regular file"});
    expectRefused("/dev/full", {"/dev/full", "not a regular file"});
    expectRefused(dir / std::string(256, 'x'), {"name too long"});
    EXPECT_EQ(names(dir), before);
    EXPECT_EQ(content(dir / "file"), "old");
}

// ---- what ends a save
// ---------------------------------------------------------------------------------------------------

TEST(SaveFile, BeyondTheLimitOfAFilesSizeTheOldFileIsWholeAndNothingIsLeft) {
    const TempFolder folder;
    const fs::path file = folder.write("file", "old");
    const int status = inChild([&] {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{10000, 10000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        try {
            saveFile(file, std::string(20000, 'x'));
        } catch (const cnn::Error& e) {
            return std::string(e.what()).find("too large") != std::string::npos ? 0 : 1;
        }
        return 2;
    });
    EXPECT_EQ(status, 0);
    EXPECT_EQ(content(file), "old");
    EXPECT_EQ(names(folder.path()), std::set<std::string>{"file"});
}

TEST(SaveFile, OnAFullDiskTheOldFileIsWholeAndNothingIsLeft) {
    const TempFolder folder;
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0)
        GTEST_SKIP() << "only root may mount a small disk: " << std::strerror(errno);
    const fs::path file = folder.write("file", "old");
    expectRefused(file, {"No space left"}, std::string(100000, 'x'));
    EXPECT_EQ(content(file), "old");
    EXPECT_EQ(names(folder.path()), std::set<std::string>{"file"});
    ::umount2(folder.path().c_str(), MNT_DETACH);
}

// Killed in the middle of any save: the file is whole, old or new, and the next save leaves nothing but the file.
// CONVSCOPE_KILLS=1000 makes a measurement of it, with files that have no name at first and with such that have one.
TEST(SaveFile, AKillLeavesAWholeFileAndTheNextSaveNothingElse) {
    const char* wish = std::getenv("CONVSCOPE_KILLS");
    const int kills = wish ? std::atoi(wish) : 40;
    for (const bool unnamed : {true, false}) {
        const TempFolder folder;
        const KillLoop loop(folder.path() / "o.csv", kills, unnamed);
        if (loop.refused()) GTEST_SKIP() << "this system lets no process give up O_TMPFILE";
        if (wish)
            std::cout << kills << " kills, " << (unnamed ? "without" : "with") << " a name: " << loop.neitherOldNorNew()
                      << " neither old nor new, " << loop.leftByTheKill() << " left by the kill, "
                      << loop.leftAfterTheNextSave() << " after the next save\n";
        EXPECT_EQ(loop.neitherOldNorNew(), 0) << unnamed;
        EXPECT_EQ(loop.leftAfterTheNextSave(), 0) << unnamed;
    }
}

TEST(SaveFile, ADraftNobodyHoldsIsRemovedAndALockedOneStays) {
    const TempFolder folder;
    const fs::path file = folder.write("o.csv", "old");
    folder.write(".o.csv.convscope0", "left by a kill");
    const fs::path held = folder.write(".o.csv.convscope1", "somebody writes to it");
    folder.write("o.csv.x7Kq2a", "a file of the user");
    folder.write(".p.csv.convscope0", "of another file");
    const int other = ::open(held.c_str(), O_RDONLY);
    ASSERT_EQ(::flock(other, LOCK_EX), 0);
    saveFile(file, "new"sv);
    ::close(other);
    EXPECT_EQ(names(folder.path()),
              (std::set<std::string>{"o.csv", ".o.csv.convscope1", "o.csv.x7Kq2a", ".p.csv.convscope0"}));
}

} // namespace test_save_posix
