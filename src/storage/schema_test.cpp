// The shape of all tables, as architecture and row-level security need it.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "storage/dialect.hpp"
#include "storage/migrations.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

class Schema : public testing::Test {
protected:
    /// The first column of each row that the query finds, in the migrated database.
    std::vector<std::string> names(std::string_view sql) {
        std::vector<std::string> found;
        database_->maintain([&](Connection& connection) {
            for (const auto& row : connection.query(sql)) found.push_back(text_of(row[0]));
        });
        return found;
    }

    tests::TestDatabase database_{Engine::Postgresql};
};

const std::vector<std::string> none;

TEST_F(Schema, has_a_municipality_first_in_every_table) {
    EXPECT_EQ(names("select cast(c.relname as text) from pg_class c where c.relkind in ('r', 'p')"
                    " and c.relnamespace = cast(current_schema() as regnamespace)"
                    " and c.relname <> 'schema_migrations'"
                    " and not exists (select 1 from pg_attribute a where a.attrelid = c.oid"
                    "  and a.attnum = 1 and a.attname = 'municipality' and a.attnotnull"
                    "  and a.atttypid = cast('text' as regtype))"),
              none);
}

TEST_F(Schema, begins_every_primary_unique_and_foreign_key_with_the_municipality) {
    EXPECT_EQ(names("select cast(r.conname as text) from pg_constraint r"
                    " join pg_class c on c.oid = r.conrelid"
                    " where c.relnamespace = cast(current_schema() as regnamespace)"
                    " and c.relname <> 'schema_migrations' and r.contype in ('p', 'u', 'f')"
                    " and not exists (select 1 from pg_attribute a where a.attrelid = r.conrelid"
                    "  and a.attnum = r.conkey[1] and a.attname = 'municipality')"),
              none);
    EXPECT_EQ(names("select cast(i.relname as text) from pg_index x"
                    " join pg_class i on i.oid = x.indexrelid"
                    " join pg_class c on c.oid = x.indrelid join pg_am m on m.oid = i.relam"
                    " where c.relnamespace = cast(current_schema() as regnamespace)"
                    " and c.relname <> 'schema_migrations' and m.amname <> 'gin'"
                    " and not exists (select 1 from pg_attribute a where a.attrelid = c.oid"
                    "  and a.attnum = x.indkey[0] and a.attname = 'municipality')"),
              none);
}

TEST_F(Schema, gives_every_table_a_primary_key) {
    EXPECT_EQ(names("select cast(c.relname as text) from pg_class c where c.relkind in ('r', 'p')"
                    " and c.relnamespace = cast(current_schema() as regnamespace)"
                    " and not exists (select 1 from pg_constraint r where r.conrelid = c.oid"
                    "  and r.contype = 'p')"),
              none);
}

TEST_F(Schema, protects_the_rows_of_every_table) {
    database_->maintain(
        [](Connection& connection) { EXPECT_EQ(row_security_gaps(connection), none); });
}

TEST_F(Schema, uses_the_types_that_both_engines_share) {
    EXPECT_EQ(names("select c.relname || '.' || a.attname from pg_attribute a"
                    " join pg_class c on c.oid = a.attrelid where c.relkind in ('r', 'p')"
                    " and c.relnamespace = cast(current_schema() as regnamespace)"
                    " and a.attnum > 0 and not a.attisdropped"
                    " and cast(a.atttypid as regtype) not in (cast('text' as regtype),"
                    "  cast('integer' as regtype), cast('bigint' as regtype),"
                    "  cast('bytea' as regtype))"
                    " and c.relname not like 'text\\_index\\_%'"),
              none);
}

TEST(SchemaOfBothEngines, has_the_same_tables_and_columns) {
    const tests::TestDatabase file(Engine::Sqlite);
    const tests::TestDatabase server(Engine::Postgresql);
    const auto columns = [](const tests::TestDatabase& database, std::string_view sql) {
        std::set<std::string> found;
        database->maintain([&](Connection& connection) {
            for (const auto& row : connection.query(sql)) {
                const auto& name = text_of(row[0]);
                if (!name.starts_with(text_index_prefix)) found.insert(name);
            }
        });
        return found;
    };
    const auto of_file =
        columns(file,
                "select t.name || '.' || c.name || ' ' || c.\"notnull\" from sqlite_master t"
                " join pragma_table_info(t.name) c where t.type = 'table'"
                " and t.name <> 'sqlite_stat1'");
    EXPECT_EQ(of_file, columns(server,
                               "select c.relname || '.' || a.attname || ' ' ||"
                               " cast(a.attnotnull as integer) from pg_attribute a"
                               " join pg_class c on c.oid = a.attrelid"
                               " where c.relnamespace = cast(current_schema() as regnamespace)"
                               " and c.relkind in ('r', 'p') and a.attnum > 0"
                               " and not a.attisdropped"));
    EXPECT_TRUE(of_file.contains("municipalities.name 1"));
}

}  // namespace
}  // namespace kasane::storage
