"""Query parameters that say how a reader came to a page, not which page it is: data, matched whole in lower case.

Sources: the campaign and click identifiers that advertising, mail and analytics services add (utm_: Google
Analytics, https://support.google.com/analytics/answer/10917952; pk_, mtm_: Matomo; mc_: Mailchimp; xtor,
at_: Piano), and those met on links to news pages. Not here, because sites use them to name a page: id, p,
page, article, source_id, reference, ref_id, story, lang, v.
"""

from __future__ import annotations

from pipeline.normalise.text import words

TRACKING_PARAMETERS = words(
    """
    fbclid fb_action_ids fb_action_types fb_source fb_ref mibextid igshid igsh gclid gclsrc dclid gbraid
    wbraid srsltid gad_source gad_campaignid _ga _gl msclkid yclid ysclid _openstat twclid ttclid li_fat_id
    epik rdt_cid scclid mc_cid mc_eid mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking vero_id
    vero_conv oly_anon_id oly_enc_id s_cid ml_subscriber ml_subscriber_hash bbeml ck_subscriber_id wt_mc
    wt_zmc wtmc wt.mc_id xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 at_format
    ns_mchannel ns_source ns_campaign ns_linkname ns_fee cmpid ocid icid ito smid smtyp guccounter
    guce_referrer guce_referrer_sig ncid soc_src soc_trk tblci dicbo obOrigUrl oborigurl outbrainclickid
    cx_testid cx_testvariant cx_artpos __twitter_impression amp_js_v usqp ftag ref_src ref_url
    _branch_match_id _branch_referrer
    """
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "piwik_", "stm_", "hsa_", "itm_", "__cf_chl_")
