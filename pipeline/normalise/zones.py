"""Time zones of countries that have one, or one that practically all newsrooms keep: data from tzdb's zone.tab."""

from __future__ import annotations

from pipeline.normalise.text import pairs

ZONE_OF_COUNTRY = pairs(
    """
    AT=Europe/Vienna BE=Europe/Brussels BG=Europe/Sofia CH=Europe/Zurich CZ=Europe/Prague DE=Europe/Berlin
    DK=Europe/Copenhagen EE=Europe/Tallinn FI=Europe/Helsinki FR=Europe/Paris GB=Europe/London
    GR=Europe/Athens HR=Europe/Zagreb HU=Europe/Budapest IE=Europe/Dublin IS=Atlantic/Reykjavik IT=Europe/Rome
    LI=Europe/Vaduz LT=Europe/Vilnius LU=Europe/Luxembourg LV=Europe/Riga NL=Europe/Amsterdam NO=Europe/Oslo
    PL=Europe/Warsaw RO=Europe/Bucharest RS=Europe/Belgrade SE=Europe/Stockholm SI=Europe/Ljubljana
    SK=Europe/Bratislava TR=Europe/Istanbul UA=Europe/Kyiv BY=Europe/Minsk AL=Europe/Tirane BA=Europe/Sarajevo
    MK=Europe/Skopje MD=Europe/Chisinau IL=Asia/Jerusalem SA=Asia/Riyadh AE=Asia/Dubai EG=Africa/Cairo
    MA=Africa/Casablanca TN=Africa/Tunis DZ=Africa/Algiers LB=Asia/Beirut JO=Asia/Amman IQ=Asia/Baghdad
    QA=Asia/Qatar KW=Asia/Kuwait IR=Asia/Tehran IN=Asia/Kolkata PK=Asia/Karachi BD=Asia/Dhaka
    NP=Asia/Kathmandu LK=Asia/Colombo JP=Asia/Tokyo KR=Asia/Seoul CN=Asia/Shanghai TW=Asia/Taipei
    HK=Asia/Hong_Kong SG=Asia/Singapore MY=Asia/Kuala_Lumpur TH=Asia/Bangkok VN=Asia/Ho_Chi_Minh
    PH=Asia/Manila KE=Africa/Nairobi NG=Africa/Lagos GH=Africa/Accra ZA=Africa/Johannesburg NA=Africa/Windhoek
    UG=Africa/Kampala TZ=Africa/Dar_es_Salaam AR=America/Argentina/Buenos_Aires CO=America/Bogota
    PE=America/Lima UY=America/Montevideo VE=America/Caracas NZ=Pacific/Auckland GE=Asia/Tbilisi
    AM=Asia/Yerevan AZ=Asia/Baku MT=Europe/Malta CY=Asia/Nicosia
    """
)

# Abbreviations that mean one offset wherever news pages use them, in minutes east of UTC.
OFFSET_OF_ABBREVIATION = {
    name: int(minutes)
    for name, minutes in pairs(
        """
        z=0 utc=0 gmt=0 cet=60 cest=120 mez=60 mesz=120 eet=120 eest=180 msk=180 wet=0 west=60 bst=60 est=-300
        edt=-240 pst=-480 pdt=-420 mst=-420 mdt=-360 cdt=-300 jst=540 kst=540 hkt=480 sast=120 aest=600
        aedt=660 nzst=720 nzdt=780
        """
    ).items()
}
