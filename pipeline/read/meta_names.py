"""Names of `<meta>` elements and what they state: data, matched whole after folding case.

Sources: Open Graph (https://ogp.me), Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/),
Parsely (https://docs.parse.ly/metatags/), Sailthru (horizon tags), Highwire Press as read by Google Scholar
(https://scholar.google.com/intl/en/scholar/inclusion.html), Cxense, PRISM, and names met on news pages.
"""

from __future__ import annotations

import re

_NAMES: dict[str, str] = {
    "title": """
        og:title twitter:title twitter:text:title dc.title dcterms.title parsely-title sailthru.title title
        headline hdl article:title citation_title cxenseparse:title fb_title ob_headline bc:headline
        krux:title cse_headline rnews:headline eprints.title bepress_citation_title analyticsattributes.title
    """,
    "authors": """
        author authors article:author og:article:author article:author_name article.author parsely-author
        sailthru.author sailthru.byline_name dc.creator dcterms.creator dc.creator.personalname dc.contributor
        citation_author citation_authors creator byl byline cxenseparse:author dcsext.author bt:author
        cse_author bc:authors analyticsattributes.author rnews:author bepress_citation_author mediator_author
        twitter:creator article:authors og:author dc:creator author_name authorname vr:author tmgads.author
        prism.author
    """,
    "published": """
        article:published_time og:article:published_time og:published_time article:published
        article:published_date article:first_published_time article_date_original og:pubdate og:release_date
        og:article:time article:publicationdate article.published article:create_at article.created pubdate
        pub_date publishdate publish-date publish_date publication_date publicationdate publication-date
        published published_time published_at publisheddate published-date datepublished date-pub date
        date.created datecreated created createdate firstcreate dc.date dc.date.issued dc.date.created
        dcterms.date dcterms.issued dcterms.created dc.issued dc.created dc:date dcterms.available
        dc.date.published displaydate sailthru.date parsely-pub-date citation_publication_date citation_date
        citation_online_date cxenseparse:publishtime cxenseparse:recs:publishtime prism.publicationdate
        bt:pubdate dcsext.articlefirstpublished originalpublicationdate rnews:datepublished timestamp time
        shareaholic:article_published_time analyticsattributes.articledate bepress_citation_date ptime
        article:post_date date:published_time ya:ovs:upload_date uploaddate article-publication-date
        release_date content_create_date releasedate issuedate
    """,
    "modified": """
        article:modified_time og:article:modified_time og:modified_time og:updated_time article:modified
        article:modified_date article:modified article.updated article:updated_time last-modified
        last_modified lastmodified lastmod lastupdate last-updated dc.date.modified dcterms.modified
        dc.modified modified modified_time modificationdate datemodified dateupdate date.modified date.updated
        updated updated_time revised revision_date bt:moddate rnews:datemodified cxenseparse:recs:modifiedtime
        utime shareaholic:article_modified_time content_last_modified
    """,
    "publisher": """
        og:site_name og_sitename publisher dc.publisher dcterms.publisher application-name
        apple-mobile-web-app-title twitter:site article:publisher citation_journal_title citation_publisher
        prism.publicationname sitename site_name lico:site_name copyright cre
    """,
    "section": """
        article:section og:article:section og:section parsely-section section articlesection
        article:subsection prism.section cxenseparse:section st:section cse_sectionname taboola-section
        tmgads.section nypost-section bt:section category dcterms.subject sailthru.section
    """,
    "tags": """
        article:tag og:article:tag keywords news_keywords parsely-tags sailthru.tags dc.subject tags
        citation_keywords cxenseparse:recs:keywords
    """,
    "image_url": """
        og:image og:image:url og:image:secure_url twitter:image twitter:image:src sailthru.image.full
        parsely-image-url
    """,
    "description": """
        og:description description twitter:description dc.description dcterms.description dcterms.abstract
        sailthru.description abstract
    """,
    "canonical_url": """
        og:url twitter:url parsely-link dc.identifier citation_fulltext_html_url sailthru.url canonical
    """,
    "language": """
        og:locale content-language language dc.language dcterms.language og:language locale citation_language
        inlanguage og:locale:default
    """,
    "paywalled": """
        article:content_tier isaccessibleforfree cxenseparse:mai-entitlement access article:free premium
    """,
    "kind": "og:type",
}

FIELD_OF: dict[str, str] = {name: field for field, names in _NAMES.items() for name in names.split()}
# Names that sites make up for it: "w-published-date", "x-first-publication-time".
_MADE_UP = re.compile(r"(?:^|[-_.:])publi(?:sh|shed|cation)[-_.: ]?(?:date|time|datetime|at|on)$")
_PREFIXES = (
    ("http://ogp.me/ns#", "og:"),
    ("https://ogp.me/ns#", "og:"),
    ("http://ogp.me/ns/article#", "article:"),
    ("https://ogp.me/ns/article#", "article:"),
)
_FAMILIES = (
    "og:",
    "twitter:",
    "article:",
    "dc.",
    "dcterms.",
    "parsely-",
    "sailthru.",
    "citation_",
    "cxenseparse:",
)


def field_of(name: str) -> str | None:
    """The field that a folded name states, or None."""
    return FIELD_OF.get(name) or ("published" if _MADE_UP.search(name) else None)


def folded(name: str) -> str:
    """A meta element's name as the table has it: lower case, no quotes, namespace addresses as prefixes."""
    name = name.strip(" \t\r\n\"'“”").lower()
    for address, prefix in _PREFIXES:
        if name.startswith(address):
            return prefix + name[len(address) :]
    return name


def origin_of(name: str) -> str:
    """`og:title` and its like name their vocabulary themselves; others get `meta:`, made-up ones `meta-like:`."""
    if name.startswith(_FAMILIES):
        return name
    return f"meta:{name}" if name in FIELD_OF else f"meta-like:{name}"
