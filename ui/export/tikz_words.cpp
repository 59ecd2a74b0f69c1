#include "ui/export/tikz_words.h"

#include <QHash>

namespace ui {
namespace {

const QHash<char32_t, QByteArray>& tikzSigns() {
    static const QHash<char32_t, QByteArray> signs{
        {U'\\', "\\textbackslash{}"},
        {U'{', "\\{"},
        {U'}', "\\}"},
        {U'$', "\\$"},
        {U'&', "\\&"},
        {U'#', "\\#"},
        {U'%', "\\%"},
        {U'_', "\\_"},
        {U'^', "\\textasciicircum{}"},
        {U'~', "\\textasciitilde{}"},
        {U'<', "$<$"},
        {U'>', "$>$"},
        {U'|', "$|$"},
        {U'"', "''"},
        {U'\u2212', "$-$"},
        {U'\u00d7', "$\\times$"},
        {U'\u00f7', "$\\div$"},
        {U'\u00b7', "$\\cdot$"},
        {U'\u2217', "$*$"},
        {U'\u2248', "$\\approx$"},
        {U'\u2260', "$\\neq$"},
        {U'\u2264', "$\\leq$"},
        {U'\u2265', "$\\geq$"},
        {U'\u230a', "$\\lfloor$"},
        {U'\u230b', "$\\rfloor$"},
        {U'\u2308', "$\\lceil$"},
        {U'\u2309', "$\\rceil$"},
        {U'\u2211', "$\\Sigma$"},
        {U'\u2192', "$\\rightarrow$"},
        {U'\u2190', "$\\leftarrow$"},
        {U'\u2191', "$\\uparrow$"},
        {U'\u2193', "$\\downarrow$"},
        {U'\u221a', "$\\surd$"},
        {U'\u221e', "$\\infty$"},
        {U'\u2202', "$\\partial$"},
        {U'\u2032', "$'$"},
        {U'\u00b2', "$^2$"},
        {U'\u00b3', "$^3$"},
        {U'\u2074', "$^4$"},
        {U'\u207b', "$^-$"},
        {U'\u00b9', "$^1$"},
        {U'\u00b0', "$^\\circ$"},
        {U'\u00b1', "$\\pm$"},
        {U'\u2026', "\\ldots{}"},
        {U'\u2013', "--"},
        {U'\u2014', "---"},
        {U'\u2018', "`"},
        {U'\u2019', "'"},
        {U'\u201c', "``"},
        {U'\u201d', "''"},
        {U'\u00a0', "~"},
        {U'\u2009', "\\,"},
        {U'\u202f', "\\,"},
        {U'\u03b1', "$\\alpha$"},
        {U'\u03b2', "$\\beta$"},
        {U'\u03b3', "$\\gamma$"},
        {U'\u03b4', "$\\delta$"},
        {U'\u0394', "$\\Delta$"},
        {U'\u03b5', "$\\epsilon$"},
        {U'\u03b7', "$\\eta$"},
        {U'\u03bb', "$\\lambda$"},
        {U'\u03bc', "$\\mu$"},
        {U'\u00b5', "$\\mu$"},
        {U'\u03c0', "$\\pi$"},
        {U'\u03c3', "$\\sigma$"},
    };
    return signs;
}

} // namespace

std::optional<QByteArray> tikzWords(const QString& words) {
    QByteArray text;
    for (const char32_t sign : words.toStdU32String()) {
        const bool latin = sign >= 0xc0 && sign < 0x180 && sign != 0xd7 && sign != 0xf7;
        if (const auto known = tikzSigns().constFind(sign); known != tikzSigns().constEnd())
            text += *known;
        else if ((sign >= 0x20 && sign < 0x7f) || latin)
            text += QString::fromUcs4(&sign, 1).toUtf8();
        else
            return std::nullopt;
    }
    return text;
}

} // namespace ui
