"""Who lives in the demo: staff, instructors and forty learners. All addresses end in example.com."""

from home.demo.outline import DemoPerson

PASSWORD = "learn-by-doing"

ADMIN = DemoPerson(email="admin@example.com", name="Ayu Lestari", role="admin")
MODERATOR = DemoPerson(email="moderator@example.com", name="Tomás Rivera", role="moderator", timezone="Europe/Madrid")
LEARNER = DemoPerson(
    email="learner@example.com", name="Dewi Anggraini", certificate_name="Dewi Anggraini, S.Sn.", language=""
)

INSTRUCTORS = (
    DemoPerson(
        email="instructor@example.com",
        name="Sekar Wulandari",
        role="instructor",
        headline="Mathematician and batik maker",
        photo="avatar-sekar.png",
        bio=(
            "Sekar Wulandari grew up in Yogyakarta between her grandmother's wax stove and her father's chess board. "
            "She wrote her thesis on plane symmetry groups, taught at a university for eleven years and now runs a "
            "small workshop where half of the visitors come for the cloth and the other half for the theorems. Both "
            "halves leave with blue fingers."
        ),
    ),
    DemoPerson(
        email="bima@example.com",
        name="Bima Prasetyo",
        role="instructor",
        language="id",
        headline="Economist and editor",
        photo="avatar-bima.png",
        bio=(
            "Bima Prasetyo worked on the public budget, then edited the economics page of a newspaper for nine "
            "years. He lives in Semarang with his wife, two children and a bird that sings before five. He believes "
            "that a sentence and a household can both be put in order with a pencil."
        ),
    ),
    DemoPerson(
        email="meera@example.com",
        name="Meera Nair",
        role="instructor",
        timezone="Asia/Singapore",
        headline="Soil scientist on an eleventh floor",
        photo="avatar-meera.png",
        bio=(
            "Meera Nair has studied soils in Kerala, Wageningen and Bogor. For the last eight years she has grown her "
            "vegetables on four square metres of balcony and kept a notebook about everything that died. The notebook "
            "became a course."
        ),
    ),
)

STAFF = (ADMIN, MODERATOR)


_PLAIN = str.maketrans({" ": ".", "'": None, "ł": "l", "ö": "o", "ã": "a"})


def _learner(name: str, language: str = "", timezone: str = "Asia/Jakarta") -> DemoPerson:
    email = f"{name.lower().translate(_PLAIN)}@example.com"
    return DemoPerson(email=email, name=name, language=language, timezone=timezone)


LEARNERS = (
    LEARNER,
    _learner("Agus Setiawan", "id"),
    _learner("Putri Maharani", "id"),
    _learner("Rizky Ramadhan", "id"),
    _learner("Siti Nurhaliza Putri", "id"),
    _learner("Wayan Sudiarta", "id", "Asia/Makassar"),
    _learner("Ketut Ariani", "id", "Asia/Makassar"),
    _learner("Yohanes Wanggai", "id", "Asia/Jayapura"),
    _learner("Maria Tambunan", "id"),
    _learner("Hendra Gunawan", "id"),
    _learner("Nur Aini Rahmawati", "id"),
    _learner("Fajar Nugroho", "id"),
    _learner("Intan Permatasari", "id"),
    _learner("Budi Hartanto", "id"),
    _learner("Lestari Handayani", "id"),
    _learner("Andi Baso", "id", "Asia/Makassar"),
    _learner("Cut Meutia Sari", "id"),
    _learner("Dimas Aryo", "id"),
    _learner("Ratih Kusumawati", "id"),
    _learner("Yusuf Alatas", "id"),
    _learner("Grace Simanjuntak", "id"),
    _learner("Eko Prabowo", "id"),
    _learner("Melati Suryani", "id"),
    _learner("Arif Hidayat", "id"),
    _learner("Nadia Putri Utami", "id"),
    _learner("Joko Susilo", "id"),
    _learner("Amara Okafor", "en", "Africa/Lagos"),
    _learner("Lena Hoffmann", "en", "Europe/Berlin"),
    _learner("Priya Raman", "en", "Asia/Kolkata"),
    _learner("James O'Connor", "en", "Europe/Dublin"),
    _learner("Yuki Tanaka", "en", "Asia/Tokyo"),
    _learner("Chloe Martin", "en", "Europe/Paris"),
    _learner("Nguyen Minh Anh", "en", "Asia/Ho_Chi_Minh"),
    _learner("Sofia Lindström", "en", "Europe/Stockholm"),
    _learner("Joana Guimarães", "en", "America/Sao_Paulo"),
    _learner("Paweł Zielinski", "en", "Europe/Warsaw"),
    _learner("Hannah Cohen", "en", "America/New_York"),
    _learner("Farid Rahimi", "en", "Asia/Tashkent"),
    _learner("Mele Tupou", "en", "Pacific/Auckland"),
    _learner("Kwame Mensah", "en", "Africa/Accra"),
)

EVERYBODY = (*STAFF, *INSTRUCTORS, *LEARNERS)
