// A small reader of XML for tests: elements, attributes, text and CDATA, nothing else; anything wrong throws.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct XmlNode {
    std::string name, text; // text: all of its own, put together
    std::map<std::string, std::string> attributes;
    std::vector<XmlNode> children;

    std::vector<const XmlNode*> all(std::string_view of) const {
        std::vector<const XmlNode*> found;
        for (const XmlNode& child : children)
            if (child.name == of) found.push_back(&child);
        return found;
    }
    const XmlNode& only(std::string_view of) const {
        const auto found = all(of);
        if (found.size() != 1) throw std::runtime_error(name + " has not one " + std::string(of));
        return *found.front();
    }
    // Every element of that name, however deep.
    std::vector<const XmlNode*> deep(std::string_view of) const {
        std::vector<const XmlNode*> found = all(of);
        for (const XmlNode& child : children)
            for (const XmlNode* node : child.deep(of)) found.push_back(node);
        return found;
    }
};

class XmlReader {
public:
    // The root of a document that begins with its declaration.
    static XmlNode read(std::string_view text) {
        XmlReader reader(text);
        if (!text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")) reader.fail("no declaration");
        reader.m_at = text.find("?>") + 2;
        reader.blanks();
        XmlNode root = reader.element();
        reader.blanks();
        if (reader.m_at != text.size()) reader.fail("more than one root");
        return root;
    }
    static std::string plain(std::string_view escaped) {
        static const std::pair<std::string_view, char> names[] = {
            {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
        std::string text;
        for (std::size_t i = 0; i < escaped.size();) {
            if (escaped[i] != '&') {
                text += escaped[i++];
                continue;
            }
            bool known = false;
            for (const auto& [name, sign] : names)
                if (!known && escaped.substr(i).starts_with(name)) {
                    text += sign;
                    i += name.size();
                    known = true;
                }
            if (!known) throw std::runtime_error("an unknown entity");
        }
        return text;
    }

private:
    explicit XmlReader(std::string_view text) : m_text(text) {}
    [[noreturn]] void fail(const std::string& why) const {
        throw std::runtime_error("XML, byte " + std::to_string(m_at) + ": " + why);
    }
    bool take(std::string_view sign) {
        if (!m_text.substr(m_at).starts_with(sign)) return false;
        m_at += sign.size();
        return true;
    }
    void need(std::string_view sign) {
        if (!take(sign)) fail("lacks " + std::string(sign));
    }
    void blanks() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n')) ++m_at;
    }
    std::string until(std::string_view sign) {
        const std::size_t end = m_text.find(sign, m_at);
        if (end == m_text.npos) fail("ends before " + std::string(sign));
        const std::string part(m_text.substr(m_at, end - m_at));
        m_at = end + sign.size();
        return part;
    }
    std::string word() {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && std::string_view(" =/>\n").find(m_text[m_at]) == std::string_view::npos) ++m_at;
        if (m_at == from) fail("lacks a name");
        return std::string(m_text.substr(from, m_at - from));
    }
    XmlNode element() {
        XmlNode node;
        need("<");
        node.name = word();
        for (blanks(); !take(">"); blanks()) {
            if (take("/>")) return node;
            const std::string key = word();
            need("=\"");
            const std::string value = until("\"");
            if (value.find('<') != value.npos || !node.attributes.emplace(key, plain(value)).second) fail("attribute");
        }
        while (!take("</")) {
            if (take("<![CDATA["))
                node.text += until("]]>");
            else if (m_at < m_text.size() && m_text[m_at] == '<')
                node.children.push_back(element());
            else {
                const std::size_t end = std::min(m_text.find('<', m_at), m_text.size());
                if (end == m_text.size()) fail("ends within " + node.name);
                node.text += plain(m_text.substr(m_at, end - m_at));
                m_at = end;
            }
        }
        if (until(">") != node.name) fail("closes another element than " + node.name);
        return node;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};
