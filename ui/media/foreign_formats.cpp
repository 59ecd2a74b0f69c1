#include "ui/media/foreign_formats.h"

#include "core/data/file_kind.h"
#include "core/files/tiff_read.h"
#include "ui/tr.h"

#include <QStringList>

namespace ui {
namespace {

using namespace std::string_view_literals;
using cnn::Container;

bool has(std::string_view bytes, std::size_t at, std::string_view mark) {
    return bytes.size() >= at && bytes.substr(at, mark.size()) == mark;
}

// What says which of the formats that share a container it is: "heic" of "....ftypheic".
bool hasBrand(std::string_view bytes, std::initializer_list<std::string_view> brands) {
    if (!has(bytes, 4, "ftyp"sv)) return false;
    for (const std::string_view brand : brands)
        if (has(bytes, 8, brand)) return true;
    return false;
}

bool isText(std::string_view bytes, std::string_view word) {
    return bytes.substr(0, 4096).find(word) != bytes.npos && bytes.substr(0, 64).find('\0') == bytes.npos;
}

struct Format {
    bool (*is)(std::string_view bytes, const QString& suffix);
    const char *what, *remedy; // sentences' parts, translated in the context ui
};

constexpr const char* fiji = QT_TRANSLATE_NOOP("ui", "Open it in Fiji (Plugins > Bio-Formats): File > Save As > Tiff.");
constexpr const char* photo = QT_TRANSLATE_NOOP("ui", "Share or export it as JPEG, and open that.");
constexpr const char* paint =
    QT_TRANSLATE_NOOP("ui", "Open it in the program it is from, or in GIMP, and export it as PNG.");
constexpr const char* develop = QT_TRANSLATE_NOOP("ui", "Develop it first: export it as JPEG, PNG or TIFF.");
constexpr const char* unpack = QT_TRANSLATE_NOOP("ui", "Unpack it first, and open what is in it.");
constexpr const char* film = QT_TRANSLATE_NOOP("ui", "Save one of its frames as PNG.");

// A row a format, the ones with the surest marks first.
const Format formats[] = {
    {[](std::string_view b, const QString&) { return has(b, 128, "DICM"sv); },
     QT_TRANSLATE_NOOP("ui", "a DICOM file, whose values get their meaning from its own tags"),
     QT_TRANSLATE_NOOP(
         "ui", "Export it from its viewer as PNG, or in Python: import pydicom, numpy as np; d = "
               "pydicom.dcmread(FILE); v = d.pixel_array * float(d.get(\"RescaleSlope\", 1)) + "
               "float(d.get(\"RescaleIntercept\", 0)); np.save(\"picture.npy\", v.max() - v if "
               "d.PhotometricInterpretation == \"MONOCHROME1\" else v). For a window write v.clip(low, high) first.")},
    {[](std::string_view b, const QString&) { return has(b, 0, "ZISRAWFILE"sv); },
     QT_TRANSLATE_NOOP("ui", "a CZI file of Zeiss"), fiji},
    {[](std::string_view b, const QString&) { return has(b, 0, "\xDA\xCE\xBE\x0A"sv); },
     QT_TRANSLATE_NOOP("ui", "an ND2 file of Nikon"), fiji},
    {[](std::string_view b, const QString&) { return has(b, 0, "\x70\0\0\0"sv) && has(b, 8, "\x2A"sv); },
     QT_TRANSLATE_NOOP("ui", "a LIF file of Leica"), fiji},
    {[](std::string_view b, const QString& s) {
         return has(b, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv) && (s == "oib" || s == "oif" || s == "zvi");
     },
     QT_TRANSLATE_NOOP("ui", "an OIB file of Olympus or a ZVI file of Zeiss"), fiji},
    {[](std::string_view, const QString& s) { return s == "oif"; }, QT_TRANSLATE_NOOP("ui", "an OIF file of Olympus"),
     fiji},
    {[](std::string_view b, const QString&) { return has(b, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv); },
     QT_TRANSLATE_NOOP("ui", "an Office document, or an OIB file of Olympus"), fiji},
    {[](std::string_view b, const QString& s) { return cnn::isTiff(b) && (s == "svs" || s == "scn" || s == "ndpi"); },
     QT_TRANSLATE_NOOP("ui", "a whole slide as scanners of microscopes write it (SVS, SCN, NDPI)"),
     QT_TRANSLATE_NOOP("ui", "Open one of its sizes in Fiji or QuPath and save a part: File > Save As > Tiff.")},
    {[](std::string_view b, const QString&) {
         return hasBrand(b, {"avif"sv, "avis"sv});
     },
     QT_TRANSLATE_NOOP("ui", "an AVIF picture"), photo},
    {[](std::string_view b, const QString&) {
         return hasBrand(b, {"heic"sv, "heix"sv, "hevc"sv, "heim"sv, "heis"sv, "mif1"sv, "msf1"sv});
     },
     QT_TRANSLATE_NOOP("ui", "a HEIC (HEIF) picture, as phones take them"), photo},
    {[](std::string_view b, const QString& s) {
         return hasBrand(b, {"crx "sv}) || has(b, 0, "FUJIFILMCCD-RAW"sv) || has(b, 0, "IIRO"sv) ||
                has(b, 0, "IIU\0"sv) || (cnn::isTiff(b) && has(b, 8, "CR"sv)) ||
                (cnn::isTiff(b) && QStringList{"nef", "arw", "dng", "cr2", "pef", "srw", "nrw"}.contains(s));
     },
     QT_TRANSLATE_NOOP("ui", "the raw data of a camera"), develop},
    {[](std::string_view b, const QString&) { return has(b, 4, "ftyp"sv) || has(b, 8, "AVI "sv); },
     QT_TRANSLATE_NOOP("ui", "a film"), film},
    {[](std::string_view b, const QString&) { return has(b, 0, "8BPS"sv); },
     QT_TRANSLATE_NOOP("ui", "a PSD file of Photoshop"), paint},
    {[](std::string_view b, const QString&) { return has(b, 0, "%PDF"sv); }, QT_TRANSLATE_NOOP("ui", "a PDF file"),
     QT_TRANSLATE_NOOP("ui", "Save its page or its picture as PNG.")},
    {[](std::string_view b, const QString&) { return isText(b, "<svg"sv); }, QT_TRANSLATE_NOOP("ui", "an SVG drawing"),
     QT_TRANSLATE_NOOP("ui", "Lines are no pixels: export it as PNG.")},
    {[](std::string_view b, const QString&) {
         return has(b, 0, "\0\0\0\x0CjP  "sv) || has(b, 0, "\xFF\x4F\xFF\x51"sv);
     },
     QT_TRANSLATE_NOOP("ui", "a JPEG 2000 picture"), paint},
    {[](std::string_view b, const QString&) { return has(b, 0, "\xFF\x0A"sv) || has(b, 0, "\0\0\0\x0CJXL "sv); },
     QT_TRANSLATE_NOOP("ui", "a JPEG XL picture"), photo},
    {[](std::string_view b, const QString&) { return has(b, 0, "\x76\x2F\x31\x01"sv); },
     QT_TRANSLATE_NOOP("ui", "an OpenEXR picture"), QT_TRANSLATE_NOOP("ui", "Save it as 32-bit TIFF.")},
    {[](std::string_view b, const QString& s) {
         return has(b, 344, "n+1\0"sv) || has(b, 344, "ni1\0"sv) || (has(b, 0, "\x1F\x8B"sv) && s == "nii.gz");
     },
     QT_TRANSLATE_NOOP("ui", "a NIfTI volume"),
     QT_TRANSLATE_NOOP("ui", "Save one slice, in Python: import nibabel, numpy as np; np.save(\"slice.npy\", "
                             "nibabel.load(FILE).get_fdata()[:, :, 0]).")},
    {[](std::string_view b, const QString&) { return cnn::containerOf(b) == Container::Matlab; },
     QT_TRANSLATE_NOOP("ui", "a MATLAB file"),
     QT_TRANSLATE_NOOP("ui", "In Python: import scipy.io, numpy as np; np.save(\"picture.npy\", "
                             "scipy.io.loadmat(FILE)[NAME]).")},
    {[](std::string_view b, const QString&) { return cnn::containerOf(b) == Container::Hdf5; },
     QT_TRANSLATE_NOOP("ui", "an HDF5 file (also .h5, .ims, .mat)"),
     QT_TRANSLATE_NOOP("ui",
                       "In Python: import h5py, numpy as np; np.save(\"picture.npy\", h5py.File(FILE)[NAME][:]).")},
    {[](std::string_view b, const QString&) { return has(b, 0, "\x93NUMPY"sv); },
     QT_TRANSLATE_NOOP("ui", "an array of NumPy"), QT_TRANSLATE_NOOP("ui", "Give it a name that ends in .npy.")},
    {[](std::string_view b, const QString&) { return cnn::containerOf(b) == Container::Zip; },
     QT_TRANSLATE_NOOP("ui", "a zip archive"), unpack},
    {[](std::string_view b, const QString&) { return cnn::containerOf(b) == Container::Packed; },
     QT_TRANSLATE_NOOP("ui", "an archive"), unpack},
    {[](std::string_view b, const QString&) { return cnn::containerOf(b) == Container::Pickle && b.back() == '.'; },
     QT_TRANSLATE_NOOP("ui",
                       "a pickle of Python, which may run any program when it is read and is therefore not opened"),
     QT_TRANSLATE_NOOP("ui", "In Python: np.save(\"picture.npy\", the array).")},
};

} // namespace

QString foreignFormat(std::string_view bytes, const QString& path) {
    const QString name = path.toLower(), suffix = name.endsWith(".nii.gz") ? "nii.gz" : name.section('.', -1);
    for (const Format& format : formats)
        if (format.is(bytes, suffix))
            return ui::tr("%1 is %2. %3").arg(path, ui::tr(format.what), ui::tr(format.remedy));
    return {};
}

} // namespace ui
